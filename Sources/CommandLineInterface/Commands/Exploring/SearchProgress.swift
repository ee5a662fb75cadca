// How far the explorations of one command have come, as a line of text.

import Exploration
import Synchronization

/// The latest progress of explorations, which may run on several threads.
final class SearchProgress: Sendable {
  private struct State {
    var latest: ScheduleExploration.Progress?
    /// The runs of each exploration so far, by its subject and its place in a sweep.
    var runs: [Key: Int] = [:]
    var total = 0
  }

  private struct Key: Hashable {
    let subject: String
    let number: Int?
  }

  private let state = Mutex(State())

  /// Takes a further state of an exploration.
  func note(_ progress: ScheduleExploration.Progress) {
    state.withLock { state in
      let key = Key(subject: progress.subject, number: progress.part?.number)
      state.total += progress.runs - (state.runs.updateValue(progress.runs, forKey: key) ?? 0)
      state.latest = progress
    }
  }

  /// The line; nil before the first progress.
  ///
  /// - Parameter time: How long it has taken.
  func text(after time: Duration) -> String? {
    state.withLock { state in state.latest.map { Self.text($0, state.total, after: time) } }
  }

  /// The line: what is searched, how much there was, how fast, and about how much there is.
  ///
  /// - Parameters:
  ///   - progress: The progress of the exploration that was heard of last.
  ///   - runs: The runs of all explorations.
  ///   - time: How long they have taken.
  static func text(_ progress: ScheduleExploration.Progress, _ runs: Int, after time: Duration) -> String {
    let seconds = time / .seconds(1)
    let rate = seconds > 0 ? "  \(Int((Double(runs) / seconds).rounded())) runs/s" : ""
    let size = progress.estimate.flatMap { $0 > progress.runs ? " of about \($0)" : nil } ?? ""
    let failures = progress.failures > 0 ? ", \(progress.failures) failing" : ""
    let part = progress.part.map { "  \($0.number) of \($0.count)" } ?? ""
    return "\(progress.subject)\(part)  \(progress.phase)  \(progress.runs) runs\(size)\(rate)  "
      + "\(progress.classes) classes  \(progress.outcomes) outcomes\(failures)"
  }
}
