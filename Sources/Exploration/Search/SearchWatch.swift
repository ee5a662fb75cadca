// What looks on at an exploration from outside: it receives the progress, and may end the exploration.

/// The observer of an exploration and what may interrupt it.
struct SearchWatch {
  private let observer: ScheduleExploration.Observer?
  private let interruption: ScheduleExploration.Interruption?
  /// Whether the exploration was asked to end.
  private(set) var isInterrupted = false
  /// Whether a run was met that does not end.
  private(set) var hasMetEndlessRun = false
  private var runs = 0
  private var steps = 0

  /// After how many runs the observer is called, and after how many events if the runs are long: some hundredths of a
  /// second.
  private static let (mostRuns, mostSteps) = (1_024, 1 << 14)

  init(_ observer: ScheduleExploration.Observer?, _ interruption: ScheduleExploration.Interruption?) {
    (self.observer, self.interruption) = (observer, interruption)
  }

  /// Whether the exploration is to end before the next run.
  mutating func mustEnd() -> Bool {
    if !isInterrupted, let interruption { isInterrupted = interruption() }
    return isInterrupted || hasMetEndlessRun
  }

  /// Ends the exploration: a run does not end.
  mutating func noteEndlessRun() { hasMetEndlessRun = true }

  /// Counts a run; returns whether it is time to report the progress.
  mutating func isDue(after steps: Int) -> Bool {
    runs += 1
    self.steps += steps
    return runs % Self.mostRuns == 0 || self.steps >= Self.mostSteps
  }

  /// Passes the progress on.
  mutating func report(_ progress: ScheduleExploration.Progress) {
    steps = 0
    observer?(progress)
  }
}
