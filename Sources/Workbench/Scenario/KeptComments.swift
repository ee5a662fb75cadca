// The comments of expectation blocks, and their places when other events are expected.

import Comparison

/// The comments of a scenario's expectation blocks, placed among the events of other blocks.
///
/// A comment stays with the event on its line, or with the event below it. If that event is no longer expected, the
/// comment becomes a line of its own at the same distance from the last preceding event that still is. The comments of a
/// removed block move to the end of the block before it.
struct KeptComments {
  /// The comments of each of the other blocks.
  private(set) var blocks: [Block]
  /// The comments that no block is left for.
  private(set) var instead: [String] = []

  /// The comments of one block.
  struct Block {
    /// The lines in front of the head: blank lines and comments; empty for one blank line.
    var before: [String] = []
    /// The comment behind the head.
    var behindHead: String?
    /// The lines above each event, by its place; those behind the last one have the place behind it.
    var above: [Int: [String]] = [:]
    /// The comments behind events.
    var behind: [Int: String] = [:]
  }

  /// The comments of a scenario among the events of other blocks.
  init(of scenario: Scenario, in blocks: [ExpectationWriter.Block]) {
    self.blocks = blocks.map { _ in Block() }
    let partners = Self.partners(of: scenario.expectations, among: blocks)
    var last = 0
    for (number, old) in scenario.expectations.enumerated() {
      let gap = number > 0 ? scenario.gap(between: scenario.expectations[number - 1], old) ?? [] : []
      let isTold = gap.contains { !Self.isBlank($0) }
      if let partner = partners[number] {
        if isTold { self.blocks[partner].before = gap }
        place(scenario.source.lines, of: old, in: partner, blocks[partner].lines)
        last = partner
      } else {
        let comments = Self.comments(scenario.source.lines, of: old)
        let inside = comments.events.flatMap { $0.above + Self.ownLine($0.behind) }
        let orphans = gap.filter { !Self.isBlank($0) } + Self.ownLine(comments.head) + inside
        if blocks.isEmpty {
          instead += orphans
        } else {
          self.blocks[last].above[blocks[last].lines.count, default: []] += orphans
        }
      }
    }
  }

  /// For each old block the other one for the same styles, or else for some of them.
  private static func partners(of old: [ExpectationBlock], among blocks: [ExpectationWriter.Block]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    func pair(where fits: (Set<Style>, Set<Style>) -> Bool) {
      for (number, block) in old.enumerated() where partners[number] == nil {
        let partner = blocks.indices.first { index in
          !partners.values.contains(index) && fits(Set(block.styles), Set(blocks[index].styles))
        }
        partners[number] = partner
      }
    }
    pair(where: ==)
    pair { !$0.isDisjoint(with: $1) }
    return partners
  }

  /// Places the comments of an old block among the events of the block with a number.
  private mutating func place(
    _ lines: CutText, of old: ExpectationBlock, in number: Int, _ events: [StyleRun.Line]
  ) {
    let comments = Self.comments(lines, of: old)
    blocks[number].behindHead = comments.head
    let expected = old.events.map(\.event)
    let changes = events.changes(from: expected)
    let kept = zip(
      expected.indices.filter { !changes.removed.contains($0) },
      events.indices.filter { !changes.inserted.contains($0) })
    let places = Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
    var (before, start) = (-1, 0)
    for (index, comment) in comments.events.enumerated() {
      if let place = places[index] {
        blocks[number].above[place, default: []] += comment.above
        blocks[number].behind[place] = comment.behind
        (before, start) = (index, place + 1)
      } else {
        let end = (index..<expected.count).lazy.compactMap { places[$0] }.first ?? events.count
        let place = min(start + index - before - 1, end)
        let orphans = comment.above + Self.ownLine(comment.behind)
        if !orphans.isEmpty { blocks[number].above[place, default: []] += orphans }
      }
    }
  }

  /// The comment behind the head of a block, and for each event those above and behind it.
  private static func comments(
    _ lines: CutText, of block: ExpectationBlock
  ) -> (head: String?, events: [(above: [String], behind: String?)]) {
    var start = block.firstLine
    let events = block.events.map { event in
      defer { start = event.line }
      let above = lines[start..<(event.line - 1)].filter { !isBlank($0) }
      return (above: above, behind: ExpectedLine.comment(of: lines[event.line - 1]))
    }
    return (ExpectedLine.comment(of: lines[block.firstLine - 1]), events)
  }

  /// A comment at the end of a line, as a line of its own.
  private static func ownLine(_ comment: String?) -> [String] { comment.map { ["  \($0)"] } ?? [] }

  /// Whether a line has nothing but blanks.
  static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
}
