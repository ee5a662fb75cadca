// A scenario's text with other expectations.

package import Comparison

extension Scenario {
  /// The scenario's text with its expectation blocks replaced by what some runs did; every other byte stays.
  ///
  /// - Throws: `ScenarioError` if the result would not be a scenario file that says what the runs did.
  package func recorded(from runs: [StyleRun]) throws(ScenarioError) -> String {
    try text(replacingExpectationsWith: ExpectationRecorder.blocks(for: runs))
  }

  /// The scenario's text with other expectation blocks; every other byte stays.
  ///
  /// The new blocks replace the first one, with a blank line between each two; without old blocks they
  /// are appended after a blank line. A block reaches from its `expect` to its last event: comments between
  /// are replaced with it. The blank lines between two old blocks go with the second.
  ///
  /// - Throws: `ScenarioError` if an event has no form that could be read back, or if the text grows too large.
  func text(replacingExpectationsWith blocks: [ExpectationRecorder.Block]) throws(ScenarioError) -> String {
    var lines = TextLines.withEndings(source.text)
    let ending = lines.first.map(TextLines.ending) == "\r\n" ? "\r\n" : "\n"
    var fresh = try Self.lines(of: blocks, path).map { $0 + ending }
    for (block, previous) in zip(expectations.dropFirst(), expectations).reversed() {
      let gap = previous.lastLine..<(block.firstLine - 1)
      let isGapBlank = source.lines[gap].allSatisfy { $0.allSatisfy { $0 == " " || $0 == "\t" } }
      lines.removeSubrange((isGapBlank ? gap.lowerBound : gap.upperBound)..<block.lastLine)
    }
    if let first = expectations.first {
      lines.replaceSubrange((first.firstLine - 1)..<first.lastLine, with: fresh)
    } else if !fresh.isEmpty, let last = lines.popLast() {
      let isEnded = !TextLines.ending(of: last).isEmpty
      let isBlank = TextLines.withoutEnding(last).allSatisfy { $0 == " " || $0 == "\t" }
      if !isBlank { fresh.insert(ending, at: 0) }
      lines += [isEnded ? last : last + ending] + fresh
    }
    return try ScenarioSource(text: lines.joined(), path: path).text
  }

  private static func lines(
    of blocks: [ExpectationRecorder.Block], _ path: String
  ) throws(ScenarioError) -> [String] {
    let columns = blocks.flatMap(\.lines).map { DisplayWidth.of("\($0.when)") }.max() ?? 0
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty { lines.append("") }
      lines.append((["expect"] + block.styles.map(\.rawValue)).joined(separator: " "))
      for event in block.lines {
        let line = ExpectedLine.text(of: event, instantColumns: columns)
        guard let readBack = try? ExpectedLine.parse(line), readBack == event, !line.contains("\n") else {
          throw ScenarioSource.error(
            .unrecordable, path, "the event '\(VisibleText.clipped("\(event)"))' cannot be written as a line",
            help: "put quotes around what has blanks, quotes, '#' or control characters in it")
        }
        lines.append(line)
      }
    }
    return lines
  }
}
