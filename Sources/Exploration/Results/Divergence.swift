// Where two versions part: a run with an outcome that the other one never has, line by line beside the other's.

package import Comparison
import EventLoops

/// An outcome of one version that another one was never seen to have, with a run of each.
package struct Divergence: Sendable {
  /// The outcome.
  package let outcome: String
  /// The version that has it, and the one that was never seen to.
  package let versions: (with: String, without: String)
  /// What replays the run that has it.
  package let token: ReplayToken
  /// The two runs, line by line.
  package let rows: [Row]

  /// One line of the two runs.
  package struct Row: Sendable, Hashable {
    /// The line.
    package let line: StyleRun.Line
    /// The run or runs that contain it.
    package let side: Side
  }

  /// Which of two runs contain a line.
  package enum Side: Sendable, Hashable {
    /// In both.
    case both
    /// Only in the run that has the outcome.
    case with
    /// Only in the run of the version that has not.
    case without
  }

  init?(_ outcome: String, in left: ScheduleExploration, butNotIn right: ScheduleExploration) {
    guard let row = left.outcomes.rows.first(where: { $0.comparable == outcome }) else { return nil }
    let example = Counterexample(row, in: left)
    guard let shown = example.run else { return nil }
    self.outcome = outcome
    versions = (left.subject.version, right.subject.version)
    token = example.token
    let other = right.subject.run(FIFOScheduler(), right.effort.limits, .everything).run?.lines ?? []
    rows = Self.aligned(shown.lines, other)
  }

  /// The lines of two runs in one list, common ones once.
  package static func aligned(_ left: [StyleRun.Line], _ right: [StyleRun.Line]) -> [Row] {
    var (left, right) = (left[...], right[...])
    return sides(Array(left), Array(right)).compactMap { side in
      let line = side == .without ? right.popFirst() : left.popFirst()
      if side == .both { right.removeFirst() }
      return line.map { Row(line: $0, side: side) }
    }
  }

  /// The side of each element of the merged list, in which common elements occur once.
  static func sides<Element: Hashable>(_ left: [Element], _ right: [Element]) -> [Side] {
    let difference = left.difference(from: right)
    var removed = Set(difference.removals.compactMap { if case .remove(let offset, _, _) = $0 { offset } else { nil } })
    let inserted = Set(
      difference.insertions.compactMap { if case .insert(let offset, _, _) = $0 { offset } else { nil } })
    var sides: [Side] = []
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j < right.count, removed.remove(j) != nil {
        sides.append(.without)
        j += 1
      } else if i < left.count, inserted.contains(i) {
        sides.append(.with)
        i += 1
      } else {
        sides.append(.both)
        i += 1
        j += 1
      }
    }
    return sides
  }

  /// The divergence as text: `+` marks what only the run with the outcome has, `-` what only the other one has.
  package var lines: [String] {
    var lines = ["\(versions.with) can end with \(outcome), and \(versions.without) was never seen to:"]
    lines += rows.map { row in
      let mark = row.side == .both ? " " : row.side == .with ? "+" : "-"
      return "\(mark) \(row.line)"
    }
    return lines + ["replay: \(token)"]
  }
}
