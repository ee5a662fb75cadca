// What the notes must keep to: which checks are made, and how large things may be.

/// The checks that can be made of the notes.
package struct NotesChecks: OptionSet, Sendable {
  /// The checks as bits.
  package let rawValue: Int

  /// The checks whose bits are set.
  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Every fence keeps its promise, and not too many promise nothing.
  package static let fences = NotesChecks(rawValue: 1)
  /// Every link, path and test filter leads somewhere.
  package static let links = NotesChecks(rawValue: 2)
  /// Every marked region is well formed and quoted by some fence.
  package static let regionUsage = NotesChecks(rawValue: 4)
  /// Every scenario is mentioned in some note.
  package static let scenarioMentions = NotesChecks(rawValue: 8)

  /// What is called by name in code spans is there.
  package static let symbols = NotesChecks(rawValue: 32)
  /// The translated edition keeps step with the original.
  package static let editions = NotesChecks(rawValue: 16)

  /// What holds for a note by itself: fences and links.
  package static let standard: NotesChecks = [.fences, .links]
  /// All checks.
  package static let all: NotesChecks = [.fences, .links, .regionUsage, .scenarioMentions, .editions, .symbols]
}

/// The limits that the notes keep to.
package struct NotesRules: Sendable {
  /// How many fences may be `illustrative`.
  package var illustrativeCap: Int
  /// The languages whose fences need no promise, because nothing in the repository could produce them.
  package var freeLanguages: [String]
  /// The largest file that is read, in bytes.
  package var largestFile: Int
  /// The most files that are listed in one folder tree.
  package var mostFiles: Int
  /// The most lines of difference that one finding shows.
  package var mostDifferenceLines: Int

  /// Rules with the given limits.
  package init(
    illustrativeCap: Int = 12, freeLanguages: [String] = ["ebnf", "math"], largestFile: Int = 1 << 20,
    mostFiles: Int = 5_000, mostDifferenceLines: Int = 60
  ) {
    self.illustrativeCap = illustrativeCap
    self.freeLanguages = freeLanguages
    self.largestFile = largestFile
    self.mostFiles = mostFiles
    self.mostDifferenceLines = mostDifferenceLines
  }
}
