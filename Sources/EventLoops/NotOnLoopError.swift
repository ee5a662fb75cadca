// The error for a task that asks for a loop's time but does not run on the loop.

/// A task that does not run on the loop asked for a sleep on the loop's time.
///
/// A loop can only make its own tasks wait for its time: the resumption of other tasks would depend on real time.
public struct NotOnLoopError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the loop on which the task wanted to sleep.
  package let loop: String

  package init(loop: String) {
    self.loop = loop
  }

  /// What happened, and what to do.
  public var description: String {
    "a task was to sleep on loop '\(loop)', but the task does not run on it; "
      + "start the task with loop.spawn, loop.run or Task(executorPreference: loop)"
  }
}
