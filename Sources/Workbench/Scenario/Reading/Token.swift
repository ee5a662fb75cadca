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
  var help: String?
}
