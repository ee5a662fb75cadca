// A scenario's text with other expectations.

package import Comparison

extension Scenario {
  /// The scenario's text with its expectation blocks replaced by the events of some runs; every other byte stays.
  ///
  /// - Throws: `ScenarioError` if the result would not be a scenario file that the runs pass.
  package func text(expecting runs: [StyleRun]) throws(ScenarioError) -> String {
    try text(replacingExpectationsWith: ExpectationWriter.blocks(for: runs, keeping: expectations))
  }

  /// The scenario's text with other expectation blocks; every other byte stays.
  ///
  /// The new blocks replace the first one, with a blank line between each two; without old blocks they
  /// are appended after a blank line. A block reaches from its `expect` to its last event. The comments of the old
  /// blocks, and those between two blocks, are kept: see `KeptComments`.
  ///
  /// - Throws: `ScenarioError` if an event has no form that could be read back, or if the text grows too large.
  func text(replacingExpectationsWith blocks: [ExpectationWriter.Block]) throws(ScenarioError) -> String {
    var lines = TextLines.withEndings(source.text)
    let ending = lines.first.map(TextLines.ending) == "\r\n" ? "\r\n" : "\n"
    var fresh = try Self.lines(of: blocks, KeptComments(of: self, in: blocks), path).map { $0 + ending }
    for (block, previous) in zip(expectations.dropFirst(), expectations).reversed() {
      let start = gap(between: previous, block) == nil ? block.firstLine - 1 : previous.lastLine
      lines.removeSubrange(start..<block.lastLine)
    }
    if let first = expectations.first {
      lines.replaceSubrange((first.firstLine - 1)..<first.lastLine, with: fresh)
    } else if !fresh.isEmpty, let last = lines.popLast() {
      let isEnded = !TextLines.ending(of: last).isEmpty
      if !KeptComments.isBlank(TextLines.withoutEnding(last)) { fresh.insert(ending, at: 0) }
      lines += [isEnded ? last : last + ending] + fresh
    }
    return try Self.checked(lines.joined(), path)
  }

  /// The lines between two blocks if they are blank lines and comments; nil if there is a statement among them.
  func gap(between block: ExpectationBlock, _ next: ExpectationBlock) -> [String]? {
    let lines = Array(source.lines[block.lastLine..<(next.firstLine - 1)])
    let hasStatement = lines.contains { line in
      let first = line.unicodeScalars.first { $0 != " " && $0 != "\t" }
      return first != nil && first != "#"
    }
    return hasStatement ? nil : lines
  }

  /// The text, if it can be read as a scenario file again.
  private static func checked(_ text: String, _ path: String) throws(ScenarioError) -> String {
    do {
      return try ScenarioSource(text: text, path: path).text
    } catch {
      let help = "check a scenario in which less happens: fewer pipelines, calls or clients, or shorter texts"
      switch error.kind {
      case .tooLarge:
        throw ScenarioSource.error(
          .unrecordable, path,
          "what happened does not fit into a scenario file: with it the file would have \(text.utf8.count) bytes, and the "
            + "limit is \(ScenarioSource.largestFile)", help: help)
      case .lineTooLong:
        throw ScenarioSource.error(
          .unrecordable, path,
          "an event that happened does not fit into a line of \(ScenarioSource.longestLine) characters, the limit",
          help: help)
      default: throw error
      }
    }
  }

  private static func lines(
    of blocks: [ExpectationWriter.Block], _ comments: KeptComments, _ path: String
  ) throws(ScenarioError) -> [String] {
    let count = blocks.reduce(0) { $0 + $1.lines.count }
    guard count <= ScenarioParser.mostExpected else {
      throw ScenarioSource.error(
        .unrecordable, path, "\(count) events happened, and a scenario may expect \(ScenarioParser.mostExpected)",
        help: "check a scenario in which less happens")
    }
    let columns = blocks.flatMap(\.lines).map { DisplayWidth.of("\($0.when)") }.max() ?? 0
    var lines = comments.instead
    for (number, block) in blocks.enumerated() {
      let kept = comments.blocks[number]
      lines +=
        number == 0 ? Array(kept.before.drop(while: KeptComments.isBlank)) : kept.before.isEmpty ? [""] : kept.before
      let words = ["expect"] + [block.kind.word].compactMap(\.self) + block.styles.map(\.rawValue)
      let head = words.joined(separator: " ")
      lines.append(head.followed(by: kept.behindHead))
      for (index, event) in block.lines.enumerated() {
        let line = ExpectedLine.text(of: event, instantColumns: columns)
        guard let readBack = try? ExpectedLine.parse(line), readBack == event, !line.contains("\n") else {
          throw ScenarioSource.error(
            .unrecordable, path, "the event '\(VisibleText.clipped("\(event)"))' cannot be written as a line",
            help: "put quotes around what has blanks, quotes, '#' or control characters in it")
        }
        lines += kept.above[index] ?? []
        lines.append(line.followed(by: kept.behind[index]))
      }
      lines += kept.above[block.lines.count] ?? []
    }
    return lines
  }
}

extension String {
  /// The line with a comment at its end.
  fileprivate func followed(by comment: String?) -> String { comment.map { "\(self)  \($0)" } ?? self }
}
