// Writing a scenario's expectations from what its runs did.

import Comparison

/// Makes expectation blocks from runs: the events that all styles share, and the further events of each style.
enum ExpectationWriter {
  /// One block to be written.
  struct Block: Equatable {
    /// The styles that the block is for; none means all.
    var styles: [Style]
    var kind = ExpectationKind.exact
    var lines: [StyleRun.Line]
  }

  /// The blocks for the runs of a comparison, one run a style.
  ///
  /// A block keeps its kind. A partial block keeps those of its lines that happen, with the instants at which they do; one
  /// without lines gets all. Where the blocks are not exact and hold already, they stay as they are.
  ///
  /// - Parameters:
  ///   - runs: The runs.
  ///   - old: The blocks that the scenario has so far.
  static func blocks(for runs: [StyleRun], keeping old: [ExpectationBlock] = []) -> [Block] {
    guard let first = runs.first else { return [] }
    if old.contains(where: { $0.kind != .exact }),
      runs.allSatisfy({ ExpectationMatch(of: $0.style, $0.lines, with: old).holds })
    {
      return old.map { Block(styles: $0.styles, kind: $0.kind, lines: $0.events.map(\.event)) }
    }
    let oldCommon = old.first { $0.styles.isEmpty }
    let kind = oldCommon?.kind ?? .exact
    let shared = runs.dropFirst().reduce(first.lines) {
      kind == .unordered ? $0.intersection(with: $1.lines) : commonSubsequence(of: $0, and: $1.lines)
    }
    var blocks = [Block(styles: [], kind: kind, lines: kind == .partial ? kept(shared, by: oldCommon) : shared)]
    for run in runs where !blocks.contains(where: { $0.styles.contains(run.style) }) {
      let oldOwn = old.first { $0.styles.contains(run.style) }
      // A partial common block allows the other events of a style, so that they need no block.
      if kind == .partial, oldOwn == nil { continue }
      let ownKind = oldOwn?.kind ?? .exact
      var own = kind == .unordered ? run.lines.subtracting(shared) : remainder(of: run.lines, without: shared)
      if kind == .partial || ownKind == .partial { own = kept(own, by: oldOwn) }
      if own.isEmpty, ownKind != .partial { continue }
      if let same = blocks.firstIndex(where: { !$0.styles.isEmpty && $0.lines == own && $0.kind == ownKind }) {
        blocks[same].styles.append(run.style)
      } else {
        blocks.append(Block(styles: [run.style], kind: ownKind, lines: own))
      }
    }
    return blocks
  }

  /// The lines of a run that a block names: each in its place, or later at another instant.
  private static func kept(_ lines: [StyleRun.Line], by block: ExpectationBlock?) -> [StyleRun.Line] {
    guard let block, !block.events.isEmpty else { return lines }
    var rest = lines[...]
    return block.events.compactMap { expected in
      let place = rest.firstIndex(of: expected.event) ?? rest.firstIndex { $0.text == expected.event.text }
      guard let place else { return nil }
      rest = rest[(place + 1)...]
      return lines[place]
    }
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

extension Array where Element: Hashable {
  /// The elements that another list has as often, in the order of this one.
  fileprivate func intersection(with other: [Element]) -> [Element] {
    var counts = other.reduce(into: [Element: Int]()) { $0[$1, default: 0] += 1 }
    return filter { element in
      counts[element, default: 0] -= 1
      return counts[element, default: 0] >= 0
    }
  }

  /// The elements without those of another list, each as often as the other list has it.
  fileprivate func subtracting(_ other: [Element]) -> [Element] {
    var counts = other.reduce(into: [Element: Int]()) { $0[$1, default: 0] += 1 }
    return filter { element in
      counts[element, default: 0] -= 1
      return counts[element, default: 0] < 0
    }
  }
}
