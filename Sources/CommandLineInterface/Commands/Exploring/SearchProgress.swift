// How far an exploration has come, on one line of a terminal.

import Exploration

/// Shows the progress of an exploration on a terminal.
final class SearchProgress {
  private let line: ProgressLine
  private let begin = ContinuousClock.now
  private var runsBefore = 0
  private var last: ScheduleExploration.Progress?

  init(for invocation: Invocation) {
    line = ProgressLine(on: invocation.console.errors, columns: invocation.console.columns)
  }

  /// Shows a further state of the exploration, or the first one of the next.
  func show(_ progress: ScheduleExploration.Progress) {
    if let last, last.runs > progress.runs { runsBefore += last.runs }
    last = progress
    line.show(Self.text(progress, runsBefore + progress.runs, after: ContinuousClock.now - begin))
  }

  /// Clears the line.
  func end() { line.end() }

  /// The line: what is searched, how much there was, how fast, and about how much there is.
  static func text(_ progress: ScheduleExploration.Progress, _ runs: Int, after time: Duration) -> String {
    let seconds = time / .seconds(1)
    let rate = seconds > 0 ? "  \(Int((Double(runs) / seconds).rounded())) runs/s" : ""
    let size = progress.estimate.flatMap { $0 > progress.runs ? " of about \($0)" : nil } ?? ""
    let failures = progress.failures > 0 ? ", \(progress.failures) failing" : ""
    return "\(progress.subject)  \(progress.phase)  \(progress.runs) runs\(size)\(rate)  \(progress.classes) classes  "
      + "\(progress.outcomes) outcomes\(failures)"
  }
}
