// A piece of a line of source code that is shown in one look.

/// A piece of one line of code.
package struct CodeSpan: Sendable, Hashable {
  /// The kind, which decides the look.
  package let kind: Kind
  /// The characters; never empty, and without a line break.
  package internal(set) var text: String

  /// The kinds of pieces. The raw value is the name that styles use.
  package enum Kind: String, Sendable, CaseIterable {
    /// Names, operators and blanks.
    case plain
    /// A word of the language, also one behind `#`.
    case keyword
    /// A name that begins with a capital letter.
    case type
    /// A word behind `@`.
    case attribute
    /// A string, without the code that is interpolated into it.
    case string
    /// A number.
    case number
    /// A comment.
    case comment
  }
}
