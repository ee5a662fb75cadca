// The narrow waist: what every style may ask of an event loop, virtual or live.

/// One queue of events and one clock, on which callbacks, promise reactions and Swift tasks all run.
///
/// A loop runs one event at a time; an *event* is a callback body, a promise reaction, or a segment of a task up to
/// its next suspension. Events run in the total order `(instant, sequence)`: by due time, and in the order in which
/// they were posted among those due at one instant. Nothing that is posted ever runs inside the call that posts it.
///
/// A loop is a `TaskExecutor`: a task that `spawn` starts, and every structured child of it, runs on the loop.
public protocol EventLoop: TaskExecutor {
  /// The name that errors and reports use for the loop.
  var name: String { get }

  /// The loop's time. On a virtual loop it does not change while an event runs, unless the event blocks.
  var now: Instant { get }

  /// How many events the loop has run, the running one included.
  var eventCount: Int { get }

  /// Whether the caller runs in an event of this loop.
  var isCurrent: Bool { get }

  /// Whether the caller may touch state confined to this loop now: in its events, or while it is not running at all.
  var allowsAccess: Bool { get }

  /// Adds an event that is due now, after all that is already due.
  ///
  /// - Complexity: O(1) amortised.
  func post(_ label: @autoclosure () -> String, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void)

  /// Adds an event that is due at `deadline`; a deadline that is not in the future makes it due now.
  ///
  /// - Returns: A handle that cancels the event as long as it has not begun.
  /// - Complexity: O(log n) in the number of pending timers.
  func schedule(
    _ label: @autoclosure () -> String, due deadline: Instant, at site: SourceSite,
    _ body: consuming @escaping @Sendable () -> Void
  ) -> ScheduledTimer

  /// Cancels a timer of this loop; `ScheduledTimer.cancel` calls this.
  ///
  /// - Returns: Whether the timer was still pending.
  func cancelTimer(_ ticket: Ticket) -> Bool

  /// Suspends the current task until `deadline`; a deadline that is not in the future suspends for one turn.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  nonisolated(nonsending) func sleep(until deadline: Instant) async throws

  /// Occupies the loop for so long, as blocking work does: no other event runs meanwhile, and what falls due is late.
  ///
  /// Call it in an event of the loop. A duration that is not positive does nothing.
  func block(for duration: Duration)

  /// Makes one nondeterministic choice: the one point through which all of them go.
  ///
  /// - Parameters:
  ///   - kind: What is chosen.
  ///   - options: How many possibilities there are, at least 1.
  ///   - key: What the choice is for, where that has a name. A seeded policy makes keyed choices by seed and key
  ///     alone, so that they come out the same however many other choices are made in between.
  /// - Returns: An index in `0..<options`; 0 is the plain default.
  func choose(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int

  /// Notes a violation of a contract, such as a completion that was called twice, for the loop's report.
  func record(_ violation: Violation)

  /// The loop's account of what was promised on it: a loop of another package has none, by default.
  var account: LoopAccount { get }
}

extension EventLoop {
  /// Makes one nondeterministic choice that has no name of its own.
  @inlinable
  public func choose(_ kind: ChoiceKind, among options: Int) -> Int {
    choose(kind, among: options, for: nil)
  }

  /// Adds an event that is due now, after all that is already due.
  @inlinable
  public func post(
    _ label: @autoclosure () -> String = "",
    fileID: StaticString = #fileID, line: UInt = #line,
    _ body: consuming @escaping @Sendable () -> Void
  ) {
    post(label(), at: SourceSite(fileID: fileID, line: line), body)
  }

  /// Adds an event that is due now, for a body that is a function value.
  @inlinable
  @_disfavoredOverload
  public func post(
    _ body: consuming @escaping @Sendable () -> Void, fileID: StaticString = #fileID, line: UInt = #line
  ) {
    post("", at: SourceSite(fileID: fileID, line: line), body)
  }

  /// Adds an event that is due after `delay`; a delay that is not positive makes it due now, one turn later.
  @inlinable
  @discardableResult
  public func schedule(
    _ label: @autoclosure () -> String = "",
    after delay: Duration,
    fileID: StaticString = #fileID, line: UInt = #line,
    _ body: consuming @escaping @Sendable () -> Void
  ) -> ScheduledTimer {
    schedule(label(), due: now.advanced(by: delay), at: SourceSite(fileID: fileID, line: line), body)
  }

  /// Suspends the current task for `delay`; a delay that is not positive suspends for one turn of the loop.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  @inlinable
  public nonisolated(nonsending) func sleep(for delay: Duration) async throws {
    try await sleep(until: now.advanced(by: delay))
  }

  /// Starts a task on the loop; its first segment is a later event. Structured children stay on the loop.
  ///
  /// The task is an ordinary Swift task: `cancel()` sets its flag and runs the cancellation handlers on the
  /// canceller's stack, and a task that is cancelled before its first segment runs its body all the same.
  ///
  /// - Returns: The task, whose value can be awaited on any executor.
  @inlinable
  @discardableResult
  public func spawn<Success: Sendable>(
    _ label: String = "task",
    fileID: StaticString = #fileID, line: UInt = #line,
    _ operation: @escaping @Sendable () async throws -> Success
  ) -> Task<Success, any Error> {
    let obligation = open(.task, label, at: SourceSite(fileID: fileID, line: line))
    // The task's end need not be reported: this saves a closure and a frame in every task.
    if obligation == .none { return Task(executorPreference: self, operation: operation) }
    return Task(executorPreference: self) {
      defer { self.close(obligation) }
      return try await operation()
    }
  }
}

extension EventLoop {
  /// Starts a task on the loop, for an operation that is a function value.
  ///
  /// - Returns: The task, whose value can be awaited on any executor.
  @inlinable
  @discardableResult
  @_disfavoredOverload
  public func spawn<Success: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Success, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Task<Success, any Error> {
    spawn("task", fileID: fileID, line: line, operation)
  }
}
