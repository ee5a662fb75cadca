// What the notes must keep to: which checks are made, and how large things may be.

/// The checks that can be made of the notes.
public struct NotesChecks: OptionSet, Sendable {
  /// The checks as bits.
  public let rawValue: Int

  /// The checks whose bits are set.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Every fence keeps its promise, and not too many promise nothing.
  public static let fences = NotesChecks(rawValue: 1)
  /// Every link, path and test filter leads somewhere.
  public static let links = NotesChecks(rawValue: 2)
  /// Every marked region is well formed and quoted by some fence.
  public static let regionUsage = NotesChecks(rawValue: 4)
  /// Every scenario is mentioned in some note.
  public static let scenarioMentions = NotesChecks(rawValue: 8)

  /// What is called by name in code spans is there.
  public static let symbols = NotesChecks(rawValue: 32)
  /// The translated edition keeps step with the original.
  public static let editions = NotesChecks(rawValue: 16)

  /// What holds for a note by itself: fences and links.
  public static let standard: NotesChecks = [.fences, .links]
  /// All checks.
  public static let all: NotesChecks = [.fences, .links, .regionUsage, .scenarioMentions, .editions, .symbols]
}

/// The limits that the notes keep to.
public struct NotesRules: Sendable {
  /// How many fences may be `illustrative`.
  public var illustrativeCap: Int
  /// The languages whose fences need no promise, because nothing in the repository could produce them.
  public var freeLanguages: [String]
  /// The largest file that is read, in bytes.
  public var largestFile: Int
  /// The most files that are listed in one folder tree.
  public var mostFiles: Int
  /// The most lines of difference that one finding shows.
  public var mostDifferenceLines: Int

  /// Rules with the given limits.
  public init(
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
