// Texts by number, each once: pictures in a page store their words in one list and refer to them.

/// A list of texts, each once.
package struct WordList: Sendable {
  /// The texts in the order of their numbers, as they may be shown: without what steers a terminal or turns a text around.
  package private(set) var words: [String] = []
  private var numbers: [String: Int] = [:]

  /// An empty list.
  package init() {}

  /// The number of a text, which is added if the list does not have it.
  package mutating func number(of word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = words.count
    words.append(VisibleText.of(word))
    return words.count - 1
  }
}
