// Writing a scenario's expectations from what its runs did.

import Comparison

/// Turns runs into expectation blocks: what all styles share, and what each has besides.
enum ExpectationRecorder {
  /// One block to be written.
  struct Block: Equatable {
    /// The styles that the block is for; none means all.
    var styles: [Style]
    var lines: [StyleRun.Line]
  }

  /// The blocks for the runs of a comparison, one run a style.
  static func blocks(for runs: [StyleRun]) -> [Block] {
    guard let first = runs.first else { return [] }
    let shared = runs.dropFirst().reduce(first.lines) { commonSubsequence(of: $0, and: $1.lines) }
    var blocks = [Block(styles: [], lines: shared)]
    for run in runs where !blocks.contains(where: { $0.styles.contains(run.style) }) {
      let own = remainder(of: run.lines, without: shared)
      if own.isEmpty { continue }
      if let same = blocks.firstIndex(where: { !$0.styles.isEmpty && $0.lines == own }) {
        blocks[same].styles.append(run.style)
      } else {
        blocks.append(Block(styles: [run.style], lines: own))
      }
    }
    return blocks
  }

  /// A longest sequence of lines that both have, in order.
  private static func commonSubsequence(of left: [StyleRun.Line], and right: [StyleRun.Line]) -> [StyleRun.Line] {
    let gone = right.changes(from: left).removed
    return left.indices.filter { !gone.contains($0) }.map { left[$0] }
  }

  private static func remainder(of lines: [StyleRun.Line], without shared: [StyleRun.Line]) -> [StyleRun.Line] {
    lines.changes(from: shared).inserted.sorted().map { lines[$0] }
  }
}
