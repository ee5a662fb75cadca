// The limits that the notes keep to.

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
  /// The most lines of difference that one mistake shows.
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
