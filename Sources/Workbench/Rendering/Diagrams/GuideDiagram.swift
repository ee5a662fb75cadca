// A diagram of the guide: boxes with text, arrows between them, and the picture that is drawn of them.

/// A diagram of boxes and arrows on a grid.
package struct GuideDiagram: Sendable {
  /// The name on the command line and of the file.
  package let name: String
  /// The title.
  package let title: String
  /// What the diagram shows, in words, for readers that do not see it.
  package let description: String
  /// The size of the grid.
  let columns: Int, rows: Int
  let boxes: [Box]
  let arrows: [Arrow]

  /// A box that covers cells of the grid.
  struct Box: Sendable {
    let column: Int, row: Int
    var width = 4
    let lines: [String]
    var style = Style.plain

    /// The middle of a side, in cells.
    func point(_ side: Side) -> (x: Double, y: Double) {
      let (left, top) = (Double(column), Double(row))
      switch side {
      case .left: return (left, top + 0.5)
      case .right: return (left + Double(width), top + 0.5)
      case .top: return (left + Double(width) / 2, top + 0.1)
      case .bottom: return (left + Double(width) / 2, top + 0.9)
      }
    }
  }

  /// How a box is drawn.
  enum Style: String, Sendable {
    /// A part of the program.
    case plain
    /// The part that the diagram is about.
    case main
    /// Something that is not reached, or not there.
    case ghost
    /// Text without a box.
    case note
  }

  /// A side of a box.
  enum Side: Sendable { case left, right, top, bottom }

  /// An arrow from the side of one box to the side of another, given by their indices.
  struct Arrow: Sendable {
    let from: Int, leaving: Side
    let to: Int, entering: Side
    var isDashed = false
  }

  private static let cell = (width: 48.0, height: 56.0)
  private static let margin = 16.0, head = 44.0

  /// The picture, with a line break at its end.
  package var svg: String {
    let (width, height) = (
      Double(columns) * Self.cell.width + 2 * Self.margin,
      Double(rows) * Self.cell.height + Self.head + Self.margin
    )
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.text(width)) \(Self.text(height))\" "
        + "width=\"\(Self.text(width))\" height=\"\(Self.text(height))\" role=\"img\">",
      "<title>\(title.asMarkup)</title>", "<desc>\(description.asMarkup)</desc>", Self.style,
      "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
        + "orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>",
      "<rect class=\"paper\" width=\"\(Self.text(width))\" height=\"\(Self.text(height))\"/>",
      "<text class=\"title\" x=\"\(Self.text(Self.margin))\" y=\"28\">\(title.asMarkup)</text>",
    ]
    lines += arrows.map(drawn) + boxes.flatMap(drawn)
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func drawn(_ box: Box) -> [String] {
    let (x, y) = Self.place(Double(box.column), Double(box.row) + 0.1)
    let (width, height) = (Double(box.width) * Self.cell.width, 0.8 * Self.cell.height)
    var lines: [String] = []
    if box.style != .note {
      lines.append(
        "<rect class=\"\(box.style.rawValue)\" x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" "
          + "width=\"\(Self.text(width))\" height=\"\(Self.text(height))\" rx=\"5\"/>")
    }
    let first = y + height / 2 + 5 - 8 * Double(box.lines.count - 1)
    lines += box.lines.enumerated().map { index, line in
      "<text class=\"\(box.style.rawValue)-text\" x=\"\(Self.text(x + width / 2))\" "
        + "y=\"\(Self.text(first + 16 * Double(index)))\">\(line.asMarkup)</text>"
    }
    return lines
  }

  private func drawn(_ arrow: Arrow) -> String {
    let (from, to) = (boxes[arrow.from].point(arrow.leaving), boxes[arrow.to].point(arrow.entering))
    let (start, end) = (Self.place(from.x, from.y), Self.place(to.x, to.y))
    return "<path class=\"\(arrow.isDashed ? "dashed" : "arrow")\" marker-end=\"url(#tip)\" "
      + "d=\"M\(Self.text(start.x)) \(Self.text(start.y))L\(Self.text(end.x)) \(Self.text(end.y))\"/>"
  }

  private static func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (margin + x * cell.width, head + y * cell.height)
  }

  /// A coordinate with at most one digit behind the point.
  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static let style = """
    <style>
    .paper{fill:#fff}text{font:13px system-ui,sans-serif;text-anchor:middle;fill:#1b1f24}
    text.title{font-size:16px;font-weight:600;text-anchor:start}.note-text{font-style:italic;fill:#57606a}
    rect.plain{fill:#f3f5f7;stroke:#57606a}rect.main{fill:#dbeafe;stroke:#1d4ed8;stroke-width:2}
    rect.ghost{fill:none;stroke:#8c959f;stroke-dasharray:4 4}.ghost-text{fill:#57606a}
    .arrow,.dashed{fill:none;stroke:#57606a;stroke-width:1.5}.dashed{stroke-dasharray:5 4}.tip{fill:#57606a}
    @media(prefers-color-scheme:dark){.paper{fill:#0d1117}text{fill:#e6edf3}.note-text,.ghost-text{fill:#9aa4af}
    rect.plain{fill:#21262d;stroke:#9aa4af}rect.main{fill:#12305e;stroke:#79b8ff}
    .arrow,.dashed{stroke:#9aa4af}.tip{fill:#9aa4af}}
    </style>
    """
}
