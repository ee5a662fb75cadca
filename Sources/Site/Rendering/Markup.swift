// Markup of texts: the one place where text becomes part of a page.

import Workbench

/// Making of elements.
enum Markup {
  /// Text of several lines as markup.
  static func text(_ text: some StringProtocol) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).asMarkup }.joined(separator: "\n")
  }

  /// An element with its attributes, whose values are texts, around markup.
  static func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ inside: String) -> String {
    start(name, attributes) + inside + "</\(name)>"
  }

  /// The beginning of an element; an attribute without a value is left out.
  static func start(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> String {
    let written = attributes.map { name, value in value.map { " \(name)=\"\(text($0))\"" } ?? "" }
    return "<\(name)\(written.joined())>"
  }
}
