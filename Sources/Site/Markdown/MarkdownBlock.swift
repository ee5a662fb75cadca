// The blocks of a note: what the renderer knows, and nothing else of Markdown.

import GuideChecking

/// A block of a Markdown file.
indirect enum MarkdownBlock: Equatable {
  /// A heading: its level from 1 to 6, and its text as written.
  case heading(level: Int, text: String)
  /// Lines of prose.
  case paragraph([String])
  /// A code block; one that is only indented has no information.
  case code(FenceInfo?, [String])
  /// A list: the number of its first item if it has numbers, whether its items are set close, and the blocks of each.
  case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
  /// A quotation.
  case quotation([MarkdownBlock])
  /// A table with its rows; each row has as many cells as the head.
  case table(alignments: [Alignment?], head: [String], rows: [[String]])
  /// `<details>`: the text of its summary, and what it hides.
  case details(summary: String, [MarkdownBlock])
  /// A rule across the page.
  case rule

  /// The alignment of a column.
  enum Alignment: String {
    case left, center, right
  }
}
