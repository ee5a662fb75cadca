// The built-in compared programs, by name.

public import Comparison

/// The compared programs that come with Braid.
public enum Catalog {
  /// All programs, in the order in which they are presented.
  public static let programs: [ComparedProgram] = [
    ThreeStages.program, ThreeStages.looking, ThreeStages.runningOn, Recovery.program, Spinner.program,
    Downloads.program, DownloadsImproved.program,
    SeveralRequests.program, CharacterFinder.program,
  ]

  /// The program with a name, or nil if there is none.
  public static func program(named name: String) -> ComparedProgram? {
    programs.first { $0.name == name }
  }
}
