// A section of a page as the search and the list of contents know it.

/// A heading and the words below it.
struct SiteSection: Equatable {
  /// The level of the heading; 0 for what comes before the first one.
  let level: Int
  /// The words of the heading.
  let title: String
  /// The anchor; "" for the top of the page.
  let anchor: String
  /// The words up to the next heading.
  var text = ""

  /// Adds words, and a blank between them and those before.
  mutating func add(_ words: String) {
    let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !words.isEmpty { text += (text.isEmpty ? "" : " ") + words }
  }
}
