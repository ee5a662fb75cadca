// The diff of a partial block: each missed line at its time, with a few lines of context.

import Comparison

extension Mismatch {
  /// How many lines around a missed one are shown.
  private static let context = 3

  /// The missed lines of a diff among what happened.
  ///
  /// - Parameters:
  ///   - difference: The diff of the expected lines and what happened.
  ///   - expected: The expected lines.
  ///   - found: What happened.
  static func missed(
    in difference: LineDiff, _ expected: [ExpectedEvent], _ found: [StyleRun.Line]
  ) -> [LineDiff.Line] {
    var lines: [LineDiff.Line] = []
    var missing: [LineDiff.Line] = []
    for line in difference.lines {
      switch line.kind {
      case .removed: missing.append(line)
      case .added:
        let when = line.foundNumber.map { found[$0 - 1].when } ?? .end
        let earlier = missing.prefix { $0.expectedNumber.map { expected[$0 - 1].event.when <= when } ?? true }
        missing.removeFirst(earlier.count)
        lines += earlier + [line]
      case .kept:
        lines += missing + [line]
        missing = []
      }
    }
    lines += missing
    var isShown = Array(repeating: false, count: lines.count)
    for index in lines.indices where lines[index].kind == .removed {
      for near in max(0, index - context)...min(lines.count - 1, index + context) { isShown[near] = true }
    }
    return lines.indices.filter { isShown[$0] }.map { lines[$0] }
  }
}
