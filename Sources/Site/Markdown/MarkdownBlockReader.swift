// Reads the blocks of a Markdown file: headings, paragraphs, lists, tables, fences, quotations, `<details>`.

import GuideChecking

/// Cuts lines into blocks. What has none of the known forms is a paragraph, so that any text has a reading.
struct MarkdownBlockReader {
  /// How deep lists, quotations and `<details>` may be in each other; what is deeper is a paragraph.
  static let deepest = 12

  private let lines: [String]
  private let depth: Int
  private var index = 0
  private var blocks: [MarkdownBlock] = []
  /// For each line with `<details>` the one with the `</details>` that belongs to it.
  private let foldEnds: [Int: Int]

  private init(_ lines: [String], depth: Int) {
    self.lines = lines
    self.depth = depth
    var (ends, open): ([Int: Int], [Int]) = ([:], [])
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("<details>") { open.append(index) }
      if !open.isEmpty, line.trimmed.hasSuffix("</details>") { ends[open.removeLast()] = index }
    }
    foldEnds = ends
  }

  /// The blocks of some lines.
  ///
  /// - Parameter lines: The lines without their endings.
  static func blocks(of lines: [String]) -> [MarkdownBlock] { blocks(of: lines, depth: 0) }

  private static func blocks(of lines: [String], depth: Int) -> [MarkdownBlock] {
    if depth > deepest { return [.paragraph(lines.filter { !$0.isBlank })].filter { $0 != .paragraph([]) } }
    var reader = MarkdownBlockReader(lines, depth: depth)
    while reader.index < lines.count { reader.readBlock() }
    return reader.blocks
  }

  private mutating func readBlock() {
    let line = lines[index]
    if line.isBlank {
      index += 1
    } else if let opening = MarkdownFence.Opening(line) {
      readFence(opening)
    } else if let text = MarkdownHeading.atx(line) {
      blocks.append(.heading(level: line.drop { $0 == " " }.prefix { $0 == "#" }.count, text: text))
      index += 1
    } else if line.isRule {
      blocks.append(.rule)
      index += 1
    } else if readTable() || readDetails() {
      return
    } else if line.columnsBefore > 3 {
      readIndented()
    } else if line.drop(while: \.isBlank).first == ">" {
      readQuotation()
    } else if let mark = ListMark(line) {
      readList(mark)
    } else {
      readParagraph()
    }
  }

  // MARK: - Leaves

  private mutating func readFence(_ opening: MarkdownFence.Opening) {
    let start = index + 1
    let end = lines[start...].firstIndex(where: opening.isClosed(by:)) ?? lines.count
    blocks.append(.code(opening.info, lines[start..<end].map(opening.bodyLine)))
    index = end + 1
  }

  private mutating func readIndented() {
    let start = index
    while index < lines.count, lines[index].isBlank || lines[index].columnsBefore > 3 { index += 1 }
    var body = lines[start..<index].map { String($0.dropFirst(4)) }
    while body.last?.isBlank == true { body.removeLast() }
    blocks.append(.code(nil, body))
  }

  private mutating func readParagraph() {
    let start = index
    index += 1
    while index < lines.count, !lines[index].isBlank {
      let line = lines[index]
      if index == start + 1, let level = line.underlining {
        blocks.append(.heading(level: level, text: lines[start].trimmed))
        index += 1
        return
      }
      if begins(line) { break }
      index += 1
    }
    blocks.append(.paragraph(Array(lines[start..<index])))
  }

  /// Whether a line begins a block of its own below a paragraph.
  private func begins(_ line: String) -> Bool {
    MarkdownFence.Opening(line) != nil || MarkdownHeading.atx(line) != nil || line.isRule || ListMark(line) != nil
      || line.drop(while: \.isBlank).first == ">" || line.hasPrefix("<details>") || line.hasPrefix("</details>")
      || line.hasPrefix("|")
  }

  private mutating func readTable() -> Bool {
    guard index + 1 < lines.count, lines[index].contains("|"), let alignments = TableRow.alignments(lines[index + 1])
    else { return false }
    let head = TableRow.cells(lines[index])
    guard head.count == alignments.count else { return false }
    index += 2
    var rows: [[String]] = []
    while index < lines.count, !lines[index].isBlank, lines[index].contains("|") {
      let cells = TableRow.cells(lines[index]).prefix(head.count)
      rows.append(cells + Array(repeating: "", count: head.count - cells.count))
      index += 1
    }
    blocks.append(.table(alignments: alignments, head: head, rows: rows))
    return true
  }

  // MARK: - Containers

  private mutating func readQuotation() {
    let start = index
    while index < lines.count, lines[index].drop(while: \.isBlank).first == ">" { index += 1 }
    let inside = lines[start..<index].map { line in
      let rest = line.drop(while: \.isBlank).dropFirst()
      return String(rest.first == " " ? rest.dropFirst() : rest)
    }
    blocks.append(.quotation(Self.blocks(of: inside, depth: depth + 1)))
  }

  /// Reads `<details>` up to the `</details>` that belongs to it; one without an end is prose.
  private mutating func readDetails() -> Bool {
    guard let end = foldEnds[index] else { return false }
    var inside = Array(lines[index...end])
    inside[0].removeFirst("<details>".count)
    let last = inside[inside.count - 1].trimmed
    inside[inside.count - 1] = String(last.dropLast("</details>".count))
    var summary = ""
    if let place = inside.firstIndex(where: { !$0.isBlank }),
      let match = inside[place].trimmed.wholeMatch(of: #/<summary>(.*?)</summary>(.*)/#)
    {
      summary = String(match.1)
      inside[place] = String(match.2)
    }
    blocks.append(.details(summary: summary, Self.blocks(of: inside, depth: depth + 1)))
    index = end + 1
    return true
  }

  private mutating func readList(_ first: ListMark) {
    var items: [[MarkdownBlock]] = []
    var isTight = true
    while index < lines.count, let mark = ListMark(lines[index]), mark.continues(first), !lines[index].isRule {
      var inside = [String(lines[index].dropFirst(mark.width))]
      index += 1
      while index < lines.count {
        let line = lines[index]
        if line.isBlank {
          // Blank lines belong to the item if more of it follows.
          guard let next = lines[index...].firstIndex(where: { !$0.isBlank }), lines[next].columnsBefore >= mark.width
          else { break }
          inside += Array(repeating: "", count: next - index)
          index = next
          continue
        } else if line.columnsBefore >= mark.width {
          inside.append(String(line.dropFirst(mark.width)))
        } else if inside.last?.isBlank == false, !begins(line) {
          inside.append(String(line.drop(while: \.isBlank)))
        } else {
          break
        }
        index += 1
      }
      let blocks = Self.blocks(of: inside, depth: depth + 1)
      if inside.contains(where: \.isBlank), blocks.count > 1 { isTight = false }
      items.append(blocks)
      if index < lines.count, lines[index].isBlank,
        let next = lines[index...].firstIndex(where: { !$0.isBlank }), ListMark(lines[next])?.continues(first) == true
      {
        isTight = false
        index = next
      }
    }
    blocks.append(.list(start: first.number, isTight: isTight, items: items))
  }
}
