// A version that did not do what its scenario expects: where, and a line diff.

import Comparison

/// The difference between what a scenario expects of a version and what the version did.
public struct Mismatch: Sendable {
  /// The version.
  package let version: String
  /// The scenario file, as it was named.
  package let path: String
  /// The line of the file at which expectation and run first part.
  package let line: Int
  /// The lines around the differences.
  package let diff: [DiffLine]
  /// One sentence for each missed line of a partial or unordered block that happens elsewhere.
  package let remarks: [String]

  /// One line of the diff.
  package struct DiffLine: Sendable, Hashable {
    /// Whether the line is expected, found, or both.
    package let side: Side
    /// The line's number in the scenario file, if it is there.
    package let number: Int?
    /// The instant and the text.
    package let text: String
  }

  /// Where a line of a diff comes from.
  package enum Side: String, Sendable {
    /// Expected and found.
    case both = " "
    /// Expected, and not found there.
    case expected = "-"
    /// Found, and not expected there.
    case found = "+"
    /// Found, and allowed there without being expected.
    case between = "."
  }

  /// The mismatch of one of the runs that were compared, or nil if the run is as expected.
  init?(of index: Int, among runs: ComparedRuns, in scenario: Scenario) {
    let run = runs.runs[index]
    let blocks = scenario.expectations.filter { $0.styles.isEmpty || $0.styles.contains(run.style) }
    let match = ExpectationMatch(of: run.style, runs.lines(of: index), with: blocks)
    guard !match.holds else { return nil }
    version = run.label
    path = scenario.path
    let lastBlock = blocks.last { !$0.styles.isEmpty } ?? blocks.last
    (line, diff) = Self.diff(match, endOfBlock: lastBlock?.lastLine ?? 1)
    let isExact = blocks.allSatisfy { $0.kind == .exact }
    remarks = isExact ? [] : diff.compactMap { Self.remark(on: $0, match) }
  }

  private static func diff(_ match: ExpectationMatch, endOfBlock: Int) -> (line: Int, diff: [DiffLine]) {
    let expected = match.merged
    let difference = LineDiff(expected: expected.map { "\($0.event)" }, found: match.found.map { "\($0)" })
    var first: Int?
    let shown =
      match.isPartial ? missed(in: difference, expected, match.found) : difference.hunks().flatMap(\.lines)
    let lines = shown.map { line -> DiffLine in
      let number = line.expectedNumber.map { expected[$0 - 1].line }
      if line.kind == .removed || line.kind == .added && !match.isPartial { first = first ?? number }
      let side: Side =
        switch line.kind {
        case .kept: .both
        case .removed: .expected
        case .added: match.isPartial ? .between : .found
        }
      return DiffLine(side: side, number: number, text: line.text)
    }
    return (first ?? lines.last { $0.number != nil }?.number ?? endOfBlock, lines)
  }
}

extension Mismatch {
  /// Returns where a missed line happens instead; nil if it happens nowhere.
  private static func remark(on line: DiffLine, _ match: ExpectationMatch) -> String? {
    guard line.side == .expected, let number = line.number else { return nil }
    if match.found.contains(where: { "\($0)" == line.text }) {
      return "line \(number): it happens, but in another order or fewer times"
    }
    let text = line.text.drop { $0 != " " }.dropFirst()
    return match.found.first { $0.text == text }.map { "line \(number): it happens at \($0.when)" }
  }
}

extension Mismatch: CustomStringConvertible {
  /// `file:line:` and the diff.
  public var description: String {
    let width = diff.compactMap(\.number).map { "\($0)".count }.max() ?? 1
    let lines = diff.map { line in
      "  \(line.side.rawValue) \((line.number.map(String.init) ?? "").leftPadded(to: width)) \(line.text)"
    }
    let isPartial = diff.contains { $0.side == .between }
    let marks = isPartial ? "- expected, . other events" : "- expected, + found"
    return
      (["\(path):\(self.line): \(version) did not do what is expected (\(marks))"] + lines
      + remarks.map { "  " + $0 }).joined(separator: "\n")
  }
}
