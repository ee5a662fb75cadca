// The text of a chapter's rule as the quiz has it.

/// The text of a chapter without its marks.
enum RuleText {
  /// One line without links, emphasis and code marks.
  static func plain(_ text: some StringProtocol) -> String {
    String(text).replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }.filter { $0 != "`" && $0 != "*" }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
