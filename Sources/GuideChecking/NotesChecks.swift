// The checks that can be made of the notes.

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

  /// Names in code spans exist.
  package static let symbols = NotesChecks(rawValue: 32)
  /// The translated edition keeps step with the original.
  package static let editions = NotesChecks(rawValue: 16)

  /// The checks of a note by itself: fences and links.
  package static let standard: NotesChecks = [.fences, .links]
  /// All checks.
  package static let all: NotesChecks = [.fences, .links, .regionUsage, .scenarioMentions, .editions, .symbols]
}
