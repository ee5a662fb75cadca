// An edit of a text as the Language Server Protocol has it.

/// A range of a text and what takes its place.
struct TextEdit: Sendable, Hashable {
  /// A place: line and UTF-16 unit, both counted from 0.
  struct Position: Sendable, Hashable, Comparable {
    let line: Int
    let character: Int

    static func < (left: Position, right: Position) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }
  }

  let start: Position
  let end: Position
  let text: String

  /// An edit of a message; nil if it is none.
  init?(_ message: [String: Any]) {
    func position(_ value: Any?) -> Position? {
      guard let value = value as? [String: Any], let line = value["line"] as? Int,
        let character = value["character"] as? Int
      else { return nil }
      return Position(line: line, character: character)
    }
    let range = message["range"] as? [String: Any]
    guard let start = position(range?["start"]), let end = position(range?["end"]),
      let text = message["newText"] as? String
    else { return nil }
    (self.start, self.end, self.text) = (start, end, text)
  }

  /// A text after edits, all of which name places of the text before. New lines end as the first line of the text does.
  static func apply(_ edits: [TextEdit], to text: String) -> String {
    let units = Array(text.utf16)
    var lines = [0]
    for (index, unit) in units.enumerated() where unit == 10 { lines.append(index + 1) }
    func offset(_ position: Position) -> Int {
      guard lines.indices.contains(position.line) else { return units.count }
      return min(lines[position.line] + position.character, units.count)
    }
    let end = text.lineEnd
    var result: [UInt16] = []
    var place = 0
    // Edits at one place are inserted in their order.
    for (_, edit) in edits.enumerated().sorted(by: { ($0.1.start, $0.0) < ($1.1.start, $1.0) }) {
      let (start, behind) = (offset(edit.start), offset(edit.end))
      guard start >= place else { continue }
      result += units[place..<start]
      result += Array(edit.text.endingLines(by: end).utf16)
      place = max(behind, start)
    }
    return String(decoding: result + units[place...], as: UTF16.self)
  }
}
