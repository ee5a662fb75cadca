// How a run ended, in one sentence.

import Comparison
import EventLoops

/// How the pipelines of a run ended, when, and what was left.
struct RunEnding {
  private let run: StyleRun

  init(_ run: StyleRun) {
    self.run = run
  }

  /// `finished "c" at 30ms after 9 events`, or how many of several pipelines ended how.
  var sentence: String {
    let end =
      run.events.last.map { " at \($0.instant) after \(counted(run.events.count, "event"))" } ?? " without an event"
    let left = run.endingLines.map(\.text)
    let rest = left.prefix(3).map { "; at the end \($0)" }.joined()
    return pipelines + end + rest + (left.count > 3 ? "; and \(left.count - 3) more" : "")
  }

  private var pipelines: String {
    let outcomes = run.outcomes
    if outcomes.count == 1 {
      return outcomes[0].map { $0.isFailure ? "\($0)" : "finished \($0)" } ?? "did not finish"
    }
    let kinds: [(String, (Outcome?) -> Bool)] = [
      ("finished", { if case .value = $0 { true } else { false } }), ("failed", { $0?.isFailure ?? false }),
      ("cancelled", { $0 == .cancelled }), ("unfinished", { $0 == nil }),
    ]
    let counts = kinds.compactMap { word, isMeant in
      let count = outcomes.count(where: isMeant)
      return count > 0 ? "\(count) \(word)" : nil
    }
    return "\(outcomes.count) pipelines, \(counts.formattedList),"
  }
}

extension Outcome {
  fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
