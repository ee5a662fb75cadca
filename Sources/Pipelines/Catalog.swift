// The built-in compared programs, by name.

package import Comparison

/// The compared programs that come with Braid.
package enum Catalog {
  /// All programs, in the order in which they are presented.
  package static let programs: [ComparedProgram] = [
    ThreeStages.program, ThreeStages.looking, ThreeStages.runningOn, Recovery.program, Spinner.program,
    Downloads.program, DownloadsImproved.program,
    SeveralRequests.program, CharacterFinder.program, WorkQueue.program,
  ]

  /// All programs that a scenario may name: the built-in ones, and those of the bug catalogue with and without the bug.
  package static let nameable = programs + BugCatalog.bugs.flatMap { [$0.buggy, $0.fixed] }

  /// The program that a scenario names, or nil if there is none.
  ///
  /// - Parameter name: The name of a built-in program, or of a bug, with `-fixed` for the program without it.
  package static func program(named name: String) -> ComparedProgram? {
    // First among the programs: those of the bugs are made when one of them is meant.
    programs.first { $0.name == name } ?? nameable.first { $0.name == name }
  }
}
