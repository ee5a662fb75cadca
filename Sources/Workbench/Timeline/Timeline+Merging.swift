// Laying runs side by side: equal events of one instant share one row.

import Comparison
import EventLoops

extension Timeline {
  /// The rows of one run, in the order of its events.
  static func rows(of run: StyleRun, inLane lane: Int, of count: Int) -> [Row] {
    let nothing = [Int?](repeating: nil, count: count)
    let silence = [String?](repeating: nil, count: count)
    let happened = run.events.enumerated().map { index, event in
      var row = Row(
        when: .at(event.instant), pipeline: event.pipeline, kind: event.kind, texts: silence, events: nothing)
      row.texts[lane] = event.kind.description
      row.events[lane] = index
      return row
    }
    return happened
      + run.endingLines.map { line in
        var row = Row(when: line.when, pipeline: nil, kind: nil, texts: silence, events: nothing)
        row.texts[lane] = line.text
        return row
      }
  }

  /// Puts a further lane's rows beside the rows so far, instant by instant; both are in the order of time.
  static func merge(_ rows: [Row], with lane: [Row]) -> [Row] {
    var merged: [Row] = []
    merged.reserveCapacity(max(rows.count, lane.count))
    var (left, right) = (rows[...], lane[...])
    while let when = [left.first?.when, right.first?.when].compactMap(\.self).min() {
      let (these, those) = (left.prefix { $0.when == when }, right.prefix { $0.when == when })
      merged += align(Array(these), Array(those))
      left = left.dropFirst(these.count)
      right = right.dropFirst(those.count)
    }
    return merged
  }

  /// Aligns two lists along a longest common subsequence, so that as many events as can be share a row.
  private static func align(_ left: [Row], _ right: [Row]) -> [Row] {
    if left.isEmpty { return right }
    let (onlyLeft, onlyRight) = right.map(\.key).changes(from: left.map(\.key))
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
        shared.events = zip(shared.events, row.events).map { $0 ?? $1 }
        merged.append(shared)
        next += 1
      }
    }
    return merged + left[next...]
  }
}

extension Timeline.Row {
  /// The properties that rows must share to become one: an error is caught in other words in each style.
  fileprivate var key: String {
    guard let kind, let pipeline else { return String(text.prefix { $0 != " " }) }
    if case .caught = kind { return "\(pipeline) caught" }
    return "\(pipeline) \(text)"
  }
}
