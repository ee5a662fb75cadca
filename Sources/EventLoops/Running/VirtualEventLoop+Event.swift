// Running a body as an event of a virtual loop, now, on the caller's stack.

extension VirtualEventLoop {
  /// Runs a body at once as an event of the loop: what it starts is the loop's.
  ///
  /// A capturing loop takes in what its events start. A test on the main actor that calls its model outside of the loop's
  /// events starts the model's tasks on Swift's own executors, where the loop does not see them. In here, it sees them:
  ///
  ///     try loop.runEvent { model.queryChanged("sw") }
  ///     loop.advance(by: .milliseconds(300))
  ///
  /// The clock does not move, and nothing that is ready runs before the body.
  ///
  /// - Parameters:
  ///   - label: What reports call the event.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: What to do.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; a `RunError` if the caller is in an event of a loop, or if another thread runs the
  ///   loop.
  @discardableResult
  public func runEvent<Success>(
    _ label: String = "event", fileID: StaticString = #fileID, line: UInt = #line, _ body: () throws -> Success
  ) throws -> Success {
    if let refusal = refusalToNest { throw RunError(report: refusal) }
    let outcome = whileRunning { () -> Result<Success, any Error> in
      let site = SourceSite(fileID: fileID, line: line)
      let sequence = issueSequence(.callback, { label }, site, due: clockReading)
      begin(sequence)
      runsBodyOfCaller = true
      defer {
        runsBodyOfCaller = false
        end()
      }
      return Result { try body() }
    }
    guard let outcome else { throw RunError(report: refusal(.occupied)) }
    return try outcome.get()
  }

  /// Runs a function value at once as an event of the loop.
  ///
  /// - Parameters:
  ///   - body: What to do.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; a `RunError` if the caller is in an event of a loop, or if another thread runs the
  ///   loop.
  @discardableResult
  @_disfavoredOverload
  public func runEvent<Success>(
    _ body: () throws -> Success, fileID: StaticString = #fileID, line: UInt = #line
  ) throws -> Success {
    try runEvent("event", fileID: fileID, line: line, body)
  }
}
