// Running an async operation to its end, and refusing what it leaves behind.

extension VirtualEventLoop {
  /// Runs an async operation as a task of this loop, to its end, and returns what it returned.
  ///
  /// When the operation has ended, what is due at that instant still runs; the clock does not move any more. The run is
  /// strict: it fails if anything is left over then (a task, a promise, a timer), if work escaped from the loop, or if a
  /// contract was violated. What is left over stays on the loop, and continues when the loop is run again.
  ///
  /// - Parameters:
  ///   - label: What reports call the operation's task.
  ///   - allowed: The faults that are meant, and that do not make the run fail.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - operation: What to run.
  /// - Throws: What the operation throws; a `RunError` with the report if the loop stopped before the operation ended, or
  ///   if the report names a fault that is not allowed.
  @discardableResult
  public func run<Success: Sendable>(
    _ label: String = "main", allowing allowed: Report.Faults = [],
    fileID: StaticString = #fileID, line: UInt = #line,
    _ operation: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    if let refusal = refusalToNest { throw RunError(report: refusal) }
    let outcome = whileRunning { () -> (result: Result<Success, any Error>?, report: Report) in
      let result = LoopConfined<Result<Success, any Error>?>(nil, on: self)
      spawn(label, fileID: fileID, line: line) {
        do {
          let value = try await operation()
          result.value = .success(value)
        } catch {
          result.value = .failure(error)
        }
      }
      let ending = runUntilEnd { result.value != nil }
      return (result.value, reportOfRun(ending))
    }
    guard let (result, report) = outcome else { throw RunError(report: refusal(.occupied)) }
    guard let result else { throw RunError(report: report) }
    let value = try result.get()
    guard report.faults.isSubset(of: allowed), !report.ending.isLimit else {
      throw RunError(report: report, hasEnded: true)
    }
    return value
  }

  /// As the other one, for an operation that is a function value.
  ///
  /// - Parameters:
  ///   - operation: What to run.
  ///   - allowed: The faults that are meant, and that do not make the run fail.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  @discardableResult
  @_disfavoredOverload
  public func run<Success: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Success, allowing allowed: Report.Faults = [],
    fileID: StaticString = #fileID, line: UInt = #line
  ) throws -> Success {
    try run("main", allowing: allowed, fileID: fileID, line: line, operation)
  }

  /// Runs events until the operation has ended, and then what is due at that instant.
  func runUntilEnd(_ hasEnded: () -> Bool) -> Report.Ending {
    var left = limits.steps
    runEvents(through: limits.instant, atMost: &left) { keptText <= limits.text && !hasEnded() }
    guard hasEnded() else { return limitReached(by: .distantFuture, stepsLeft: left) ?? endingWhenIdle }
    let end = clockReading
    runEvents(through: end, atMost: &left) { keptText <= limits.text }
    if let stop = limitReached(by: end, stepsLeft: left) { return stop }
    return hasWork(through: .distantFuture) ? .unfinished : endingWhenIdle
  }
}

extension Report.Ending {
  /// Whether a limit stopped the run.
  fileprivate var isLimit: Bool {
    switch self {
    case .stepLimit, .timeLimit, .textLimit: true
    default: false
    }
  }
}
