// The line that replaces folded rows: how many there are, when, and of what kinds.

import Comparison

extension TextTimeline {
  /// The sentence about folded rows: `98 rows like these at 0ms, [2] to [99]: 98 sent`.
  func words(ofFold stretch: Range<Int>) -> String {
    let rows = timeline.rows[stretch]
    let differing = rows.count { $0.isDifference }
    let differ = differing == 0 ? "" : differing == rows.count ? "; all differ" : "; \(differing) differ"
    return
      "\(rows.count) rows like these \(Self.place(of: rows))\(pipelines(of: rows)): \(Self.counts(of: rows))\(differ)"
  }

  private static func place(of rows: ArraySlice<Timeline.Row>) -> String {
    guard let first = rows.first?.when, let last = rows.last?.when else { return "" }
    return first == last ? "at \(first)" : "from \(first) to \(last)"
  }

  private func pipelines(of rows: ArraySlice<Timeline.Row>) -> String {
    let numbers = rows.compactMap(\.pipeline)
    guard timeline.pipelines > 1, let first = numbers.min(), let last = numbers.max() else { return "" }
    return first == last ? ", [\(first)]" : ", [\(first)] to [\(last)]"
  }

  /// How many rows there are of each kind, in the order in which the kinds first occur.
  private static func counts(of rows: ArraySlice<Timeline.Row>) -> String {
    var counts: [(word: (one: String, many: String), count: Int)] = []
    for row in rows {
      let word = word(for: row.kind)
      if let known = counts.firstIndex(where: { $0.word == word }) {
        counts[known].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    return counts.map { "\($0.count) \($0.count == 1 ? $0.word.one : $0.word.many)" }.joined(separator: ", ")
  }

  /// The word of the legend for a kind of event, for one event and for several.
  private static func word(for kind: SemanticEvent.Kind?) -> (one: String, many: String) {
    switch kind {
    case .sent: ("sent", "sent")
    case .replied: ("replied", "replied")
    case .failed, .stepThrew: ("failed", "failed")
    case .step, .recovered: ("step", "steps")
    case .caught: ("caught", "caught")
    case .cancelRequested, .callCancelled, .callRefused: ("cancelled", "cancelled")
    case .finished, .finishedAgain: ("finished", "finished")
    case .note, nil: ("remark", "remarks")
    }
  }
}
