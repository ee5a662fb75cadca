// The runs of a comparison laid side by side: a lane a style, a row an event, equal events in one row.

public import Comparison
import EventLoops

/// What every picture of a comparison is drawn from.
public struct Timeline: Sendable {
  /// The lanes, from left to right.
  public let lanes: [Lane]
  /// The rows, from top to bottom: in the order of time, and at one instant in the order of the lanes.
  public let rows: [Row]

  /// One run, or several versions of one style that did the same.
  public struct Lane: Sendable {
    /// The lane's heading.
    public let label: String
    /// The run that the lane shows.
    public let run: StyleRun
  }

  /// One thing that happened, in each of the lanes in which it happened there and then.
  public struct Row: Sendable {
    /// When it happened.
    public let when: StyleRun.When
    /// What happened in typed form; nil for what is found at the end of the run.
    public let kind: SemanticEvent.Kind?
    /// For each lane, what happened there in this place; nil if nothing did.
    public internal(set) var texts: [String?]
    /// For each lane, how many calls are in flight after it.
    public internal(set) var inFlight: [Int] = []

    /// Whether some lane lacks it, or has it in other words.
    public var isDifference: Bool { texts.contains { $0 != texts[0] } }

    /// What rows must have in common to become one: an error is caught in other words in each style.
    fileprivate var key: String {
      let text = texts.compactMap(\.self).first ?? ""
      if case .caught = kind { return "caught" }
      return kind == nil ? String(text.prefix { $0 != " " }) : text
    }
  }

  /// The timeline of a comparison.
  ///
  /// - Complexity: O(lanes · n²) in the number n of events of one instant.
  public init(of comparison: StyleComparison) {
    let lanes = Self.lanes(of: comparison.runs)
    var rows: [Row] = []
    for (index, lane) in lanes.enumerated() {
      rows = Self.merge(rows, with: Self.rows(of: lane.run, inLane: index, of: lanes.count))
    }
    self.lanes = lanes
    self.rows = Self.countingCalls(in: rows, lanes: lanes.count)
  }

  private static func lanes(of runs: [StyleRun]) -> [Lane] {
    var lanes: [Lane] = []
    for run in runs {
      let isRepeated = lanes.contains { $0.run.style == run.style && $0.run.lines == run.lines }
      if !isRepeated { lanes.append(Lane(label: run.label, run: run)) }
    }
    return lanes
  }

  private static func rows(of run: StyleRun, inLane lane: Int, of count: Int) -> [Row] {
    run.lines.enumerated().map { index, line in
      let kind = index < run.events.count ? run.events[index].kind : nil
      return Row(when: line.when, kind: kind, texts: (0..<count).map { $0 == lane ? line.text : nil })
    }
  }

  /// Puts a further lane's rows beside the rows so far, instant by instant.
  private static func merge(_ rows: [Row], with lane: [Row]) -> [Row] {
    var merged: [Row] = []
    for when in whens(rows, lane) {
      merged += align(rows.filter { $0.when == when }, lane.filter { $0.when == when })
    }
    return merged
  }

  private static func whens(_ first: [Row], _ second: [Row]) -> [StyleRun.When] {
    let instants = Set((first + second).compactMap { if case .at(let instant) = $0.when { instant } else { nil } })
    return instants.sorted().map { .at($0) } + [.end]
  }

  /// Aligns two lists along a longest common subsequence, so that as many events as can be share a row.
  private static func align(_ left: [Row], _ right: [Row]) -> [Row] {
    let changes = right.map(\.key).difference(from: left.map(\.key))
    let onlyLeft = Set(changes.removals.map(\.offset))
    let onlyRight = Set(changes.insertions.map(\.offset))
    var merged: [Row] = []
    var next = 0
    for (index, row) in right.enumerated() {
      while onlyLeft.contains(next) {
        merged.append(left[next])
        next += 1
      }
      if onlyRight.contains(index) {
        merged.append(row)
      } else {
        var shared = left[next]
        shared.texts = zip(shared.texts, row.texts).map { $0 ?? $1 }
        merged.append(shared)
        next += 1
      }
    }
    return merged + left[next...]
  }

  private static func countingCalls(in rows: [Row], lanes: Int) -> [Row] {
    var inFlight = Array(repeating: 0, count: lanes)
    return rows.map { row in
      for lane in 0..<lanes where row.texts[lane] != nil {
        switch row.kind {
        case .sent: inFlight[lane] += 1
        case .replied, .failed, .callCancelled: inFlight[lane] = max(0, inFlight[lane] - 1)
        default: break
        }
      }
      var row = row
      row.inFlight = inFlight
      return row
    }
  }
}
