// The changed places of a diff with a few lines around each, as data and as text.

extension LineDiff {
  /// A changed place: neighbouring edits and the kept lines around them.
  package struct Hunk: Sendable {
    /// The numbers of its lines in the expected text; empty, at the place itself, if it only adds.
    package let expected: Range<Int>
    /// The numbers of its lines in the found text; empty, at the place itself, if it only removes.
    package let found: Range<Int>
    /// Its lines.
    package let lines: [Line]
  }

  /// The changed places, each with up to `context` kept lines on either side; places that touch become one.
  package func hunks(context: Int = 3) -> [Hunk] {
    var ranges: [Range<Int>] = []
    for index in lines.indices where lines[index].kind != .kept {
      let start = max(0, index - context)
      let end = min(lines.count, index + context + 1)
      if let last = ranges.last, start <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges.map(hunk)
  }

  /// The diff as lines of text: a heading a hunk, then `- ` what was expected, `+ ` what was found.
  ///
  /// Control characters are shown as escapes and spaces at the end of a changed line as `·`, so that a difference
  /// is always visible. At most `maximumLines` lines are shown; a last line says how many were left out.
  package func rendered(context: Int = 3, maximumLines: Int = 120) -> [String] {
    let all = hunks(context: context).flatMap { [$0.heading] + $0.lines.map(\.rendered) }
    guard all.count > maximumLines else { return all }
    return all.prefix(maximumLines) + ["… and \(all.count - maximumLines) more lines of difference"]
  }

  private func hunk(_ range: Range<Int>) -> Hunk {
    let part = Array(lines[range])
    return Hunk(
      expected: numbers(range, \.expectedNumber, first: firstExpectedNumber),
      found: numbers(range, \.foundNumber, first: firstFoundNumber),
      lines: part)
  }

  private func numbers(_ range: Range<Int>, _ number: KeyPath<Line, Int?>, first: Int) -> Range<Int> {
    let before = lines[..<range.lowerBound].last { $0[keyPath: number] != nil }?[keyPath: number]
    let start = before.map { $0 + 1 } ?? first
    return start..<(start + lines[range].count { $0[keyPath: number] != nil })
  }
}

extension LineDiff.Hunk {
  /// Where the hunk is, in both texts.
  fileprivate var heading: String {
    "@@ expected \(Self.place(expected)), found \(Self.place(found)) @@"
  }

  private static func place(_ numbers: Range<Int>) -> String {
    switch numbers.count {
    case 0: "nothing before line \(numbers.lowerBound)"
    case 1: "line \(numbers.lowerBound)"
    default: "lines \(numbers.lowerBound)-\(numbers.upperBound - 1)"
    }
  }
}

extension LineDiff.Line {
  /// The line behind its mark.
  fileprivate var rendered: String {
    switch kind {
    case .kept: text.isEmpty ? "" : "  " + Self.visible(text)
    case .removed: text.isEmpty ? "-" : "- " + Self.visibleToTheEnd(text)
    case .added: text.isEmpty ? "+" : "+ " + Self.visibleToTheEnd(text)
    }
  }

  private static func visibleToTheEnd(_ text: String) -> String {
    let spaces = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return visible(String(text.dropLast(spaces))) + String(repeating: "·", count: spaces)
  }

  private static func visible(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { shown, scalar in
      switch scalar {
      case "\t": shown += "\\t"
      case "\r": shown += "\\r"
      case _ where [.control, .format].contains(scalar.properties.generalCategory):
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
  }
}
