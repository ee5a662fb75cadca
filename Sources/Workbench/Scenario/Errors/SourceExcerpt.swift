// The part of a line around a place, and a mark below it.

/// Shows where in a line something is.
///
/// The caret is below the place in every terminal that gives wide characters two columns: a tab is shown as one
/// blank, and a character that a terminal does not show, or takes for a command, as `�`.
enum SourceExcerpt {
  /// How many columns of a long line are shown.
  private static let shownColumns = 100

  /// The line, cut around the column, and a line with a caret below it.
  static func of(_ line: String, column: Int) -> [String] {
    let characters = line.map(VisibleText.character)
    let place = min(max(0, column - 1), characters.count)
    let before = characters[..<place].reversed().fitting(in: shownColumns / 2)
    let start = place - before.count
    let shown = characters[start...].fitting(in: shownColumns)
    let lead = start > 0 ? "…" : ""
    let tail = start + shown.count < characters.count ? "…" : ""
    let indent = DisplayWidth.of(lead + String(characters[start..<place]))
    return [lead + String(shown) + tail, String(repeating: " ", count: indent) + "^"]
  }
}

extension Sequence<Character> {
  /// The longest prefix that fits into `columns` columns.
  fileprivate func fitting(in columns: Int) -> [Character] {
    var used = 0
    return prefix { character in
      used += DisplayWidth.of(character)
      return used <= columns
    }
  }
}
