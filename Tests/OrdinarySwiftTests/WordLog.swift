// Words that the pieces of a program note, in the order in which they come.

import Synchronization

/// The words that a program of a test has noted.
final class WordLog: Sendable {
  private let words = Mutex<[String]>([])

  func add(_ word: String) { words.withLock { $0.append(word) } }

  /// All words, with blanks between them.
  var text: String { words.withLock { $0.joined(separator: " ") } }
}
