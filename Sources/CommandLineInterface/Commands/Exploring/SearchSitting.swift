// What the commands that search have in common: they use all processors, show their progress, and end with what they have
// if the user interrupts them.

import Exploration

/// The searches of one command.
struct SearchSitting {
  private let line: ProgressLine
  private let interruptible: Console.Interruptible
  private let progress = SearchProgress()

  /// Begins: from here on an interruption ends the searches, and no longer the process.
  init(for invocation: Invocation) {
    line = ProgressLine(for: invocation)
    interruptible = invocation.console.beginSearching()
  }

  /// Whether the user has interrupted the searches.
  var isInterrupted: Bool { interruptible.isInterrupted() }

  /// Makes a result by searches, and shows their progress meanwhile.
  func result<Result: Sendable>(
    _ body:
      @escaping @Sendable (
        _ observer: @escaping ScheduleExploration.Observer, _ interruption: @escaping ScheduleExploration.Interruption
      ) -> Result
  ) -> Result {
    let (progress, isInterrupted) = (progress, interruptible.isInterrupted)
    let results = line.results(of: [0], showing: { progress.text(after: line.elapsed) }) { _ in
      body({ progress.note($0) }, isInterrupted)
    }
    return results[0]
  }

  /// Reduces the failures of explorations to what they depend on, and shows meanwhile how many explorations are left.
  func counterexamples(of explorations: [ScheduleExploration]) -> [[Counterexample]] {
    let isInterrupted = interruptible.isInterrupted
    let count = explorations.map(\.failures.count).reduce(0, +)
    return line.results(of: explorations, showing: { "reducing \(counted(count, "failure"))" }) {
      $0.counterexamples(interruption: isInterrupted)
    }
  }

  /// Ends, and tells on the error stream if the result is only what was found by then.
  ///
  /// - Returns: The exit code, if the user has interrupted the searches.
  func end(for invocation: Invocation) -> ExitCode? {
    let isInterrupted = isInterrupted
    interruptible.end()
    if !isInterrupted { return nil }
    invocation.console.errors.writeLine("interrupted: the result is what was found by then, and covers no more")
    return .interrupted
  }
}
