// The words and strings of a statement, and what is wrong in a line.

import Comparison

/// A word or a string of a statement, or all that follows the keyword.
struct Token: Equatable {
  enum Kind: Equatable {
    case word
    case string
    case rest
  }

  var kind: Kind
  /// The word, or the content of the string.
  var text: String
  /// The column of its first character, counted from 1.
  var column: Int

  /// The token as a message shows it.
  var shown: String {
    let text = VisibleText.clipped(text)
    return kind == .string ? quoted(text) : "'\(text)'"
  }
}

/// Something in a line that cannot be read, before it is known which file and line it is.
struct LineFault: Error, Equatable {
  var column: Int
  var message: String
  /// The remedies, one an element.
  var help: [String]

  /// A fault with one way out, or none.
  init(column: Int, message: String, help: String?) {
    self.init(column: column, message: message, advice: help.map { [$0] } ?? [])
  }

  /// A fault with several ways out.
  init(column: Int, message: String, advice: [String]) {
    (self.column, self.message, self.help) = (column, message, advice)
  }
}
