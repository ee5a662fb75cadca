// A scenario's text with other expectations.

public import Comparison

extension Scenario {
  /// The scenario's text with its expectation blocks replaced by what some runs did; all else stays as it is.
  ///
  /// The new blocks stand where the first one stood, or at the end. Comments within the old blocks are lost.
  public func recorded(from runs: [StyleRun]) -> String {
    let lineEnd = source.text.contains("\r\n") ? "\r\n" : "\n"
    var kept: [Substring] = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while kept.last?.isEmpty == true { kept.removeLast() }
    var place = kept.count
    for block in expectations.reversed() {
      // A blank line behind a block belongs to it, so that blocks do not leave gaps behind.
      var end = block.lastLine
      while end < kept.count, kept[end].allSatisfy({ $0 == " " || $0 == "\t" }) { end += 1 }
      kept.removeSubrange((block.firstLine - 1)..<end)
      place = block.firstLine - 1
    }
    while place > 0, kept[place - 1].isEmpty {
      kept.remove(at: place - 1)
      place -= 1
    }
    let blocks = ExpectationRecorder.blocks(for: runs).map(Self.lines).joined(separator: [""])
    kept.insert(contentsOf: [""] + blocks.map { Substring($0) }, at: place)
    return kept.joined(separator: lineEnd) + lineEnd
  }

  private static func lines(of block: ExpectationRecorder.Block) -> [String] {
    let head = (["expect"] + block.styles.map(\.rawValue)).joined(separator: " ")
    let width = block.lines.map { $0.when.description.count }.max() ?? 0
    return [head] + block.lines.map { "  \($0.when.description.padded(to: width))  \($0.text)" }
  }
}
