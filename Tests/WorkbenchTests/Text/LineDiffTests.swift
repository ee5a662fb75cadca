// The laws of the line diff, on random pairs, on all small pairs, and what it shows.

import EventLoops
import Testing

@testable import Workbench

struct `Line diff` {
  @Test func `applied to the expected lines it gives the found lines, removals before additions`() {
    var random = SeededGenerator(seed: 18)
    for _ in 0..<1_000 {
      let (old, new) = (randomLines(&random), randomLines(&random))
      let diff = LineDiff(expected: old, found: new)
      #expect(diff.lines.filter { $0.kind != .added }.map(\.text) == old)
      #expect(diff.lines.filter { $0.kind != .removed }.map(\.text) == new)
      #expect(applied(diff.hunks(), to: old) == new)
      #expect(diff.isEmpty == (old == new))
      #expect(diff.isMinimal)
      let kinds = diff.lines.map(\.kind)
      #expect(!zip(kinds, kinds.dropFirst()).contains { $0 == .added && $1 == .removed })
    }
  }

  @Test func `no list of edits is shorter, on all pairs of up to four lines`() {
    let texts = (0...4).flatMap { length in
      (0..<(1 << length)).map { bits in (0..<length).map { bits >> $0 & 1 == 0 ? "a" : "b" } }
    }
    for old in texts {
      for new in texts {
        let edits = LineDiff(expected: old, found: new).lines.count { $0.kind != .kept }
        #expect(edits == old.count + new.count - 2 * longestCommon(old, new), "\(old) \(new)")
      }
    }
  }

  @Test func `no list of edits is shorter, on random pairs`() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<300 {
      let (old, new) = (randomLines(&random), randomLines(&random))
      let edits = LineDiff(expected: old, found: new).lines.count { $0.kind != .kept }
      #expect(edits == old.count + new.count - 2 * longestCommon(old, new), "\(old) \(new)")
    }
  }

  @Test(arguments: [LineDiff.Limits(lines: 5), LineDiff.Limits(edits: 3)])
  func `past a limit everything between the common ends is replaced`(limits: LineDiff.Limits) {
    let diff = LineDiff(
      expected: ["same", "a", "b", "c", "end"], found: ["same", "b", "d", "e", "end"], limits: limits)
    #expect(!diff.isMinimal)
    #expect(
      diff.rendered() == [
        "@@ expected lines 1-5, found lines 1-5 @@",
        "  same", "- a", "- b", "- c", "+ b", "+ d", "+ e", "  end",
      ])
  }

  @Test func `exactly at the limits the diff is exact`() {
    let limits = LineDiff.Limits(lines: 6, edits: 4)
    let diff = LineDiff(
      expected: ["same", "a", "b", "c", "end"], found: ["same", "b", "d", "e", "end"], limits: limits)
    #expect(diff.isMinimal)
  }

  @Test func `a large difference stays within its limits`() {
    let diff = LineDiff(
      expected: (0..<15_000).map { "old \($0)" }, found: (0..<15_000).map { "new \($0)" })
    #expect(!diff.isMinimal)
    #expect(diff.rendered(maximumLines: 3).last == "… and 29998 more lines of difference")
  }

  @Test func `hunks carry three lines of context and the numbers of their lines`() {
    let old = (1...20).map(String.init)
    var new = old
    new[1] = "two"
    new.remove(at: 14)
    let diff = LineDiff(expected: old, found: new, firstFoundNumber: 101)
    #expect(diff.hunks().map(\.expected) == [1..<6, 12..<19])
    #expect(diff.hunks().map(\.found) == [101..<106, 112..<118])
    #expect(
      diff.rendered() == [
        "@@ expected lines 1-5, found lines 101-105 @@",
        "  1", "- 2", "+ two", "  3", "  4", "  5",
        "@@ expected lines 12-18, found lines 112-117 @@",
        "  12", "  13", "  14", "- 15", "  16", "  17", "  18",
      ])
  }

  @Test func `neighbouring changes share a hunk, distant ones do not`() {
    let old = (1...9).map(String.init)
    var new = old
    new[0] = "x"
    new[8] = "y"
    #expect(LineDiff(expected: old, found: new).hunks(context: 3).count == 2)
    #expect(LineDiff(expected: old, found: new).hunks(context: 4).count == 1)
  }

  @Test func `an empty text has a place, too`() {
    #expect(
      LineDiff(expected: [], found: ["a"]).rendered() == [
        "@@ expected nothing before line 1, found line 1 @@", "+ a",
      ])
    #expect(LineDiff(expected: [], found: []).rendered().isEmpty)
  }

  @Test func `what the eye cannot see is shown`() {
    let diff = LineDiff(expected: ["a", "\tb", ""], found: ["a  ", "\u{1B}b\r", "\u{200B}"])
    #expect(
      diff.rendered().dropFirst() == [
        "- a", "- \\tb", "-", "+ a··", "+ \\u{1B}b\\r", "+ \\u{200B}",
      ])
  }

  @Test func `lines are equal when their bytes are`() {
    #expect(!LineDiff(expected: ["a"], found: ["A"]).isEmpty)
    #expect(!LineDiff(expected: ["\u{E9}"], found: ["e\u{301}"]).isEmpty)
  }

  private func randomLines(_ random: inout SeededGenerator) -> [String] {
    (0..<random.next(below: 24)).map { _ in ["a", "b", "c", "d"][random.next(below: 4)] }
  }

  /// The text that the hunks make of `old`, computed from their line numbers.
  private func applied(_ hunks: [LineDiff.Hunk], to old: [String]) -> [String] {
    var new = old
    for hunk in hunks.reversed() {
      let lines = hunk.lines.filter { $0.kind != .removed }.map(\.text)
      new.replaceSubrange((hunk.expected.lowerBound - 1)..<(hunk.expected.upperBound - 1), with: lines)
    }
    return new
  }

  /// The length of the longest common subsequence, by the table of all prefixes.
  private func longestCommon(_ old: [String], _ new: [String]) -> Int {
    var row = Array(repeating: 0, count: new.count + 1)
    for line in old {
      var next = [0]
      for (index, other) in new.enumerated() {
        next.append(line == other ? row[index] + 1 : max(row[index + 1], next[index]))
      }
      row = next
    }
    return row[new.count]
  }
}
