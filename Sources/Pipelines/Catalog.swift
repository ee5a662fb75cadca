// The built-in compared programs, by name.

package import Comparison

/// The compared programs that come with Braid.
package enum Catalog {
  /// All programs, in the order in which they are presented.
  package static let programs: [ComparedProgram] = [
    ThreeStages.program, ThreeStages.looking, ThreeStages.runningOn, Recovery.program, Spinner.program,
    Downloads.program, DownloadsImproved.program,
    SeveralRequests.program, CharacterFinder.program,
  ]

  /// The program with a name, or nil if there is none.
  package static func program(named name: String) -> ComparedProgram? {
    programs.first { $0.name == name }
  }
}
