// A continuation that is resumed once: a second time is recorded, never a trap.

import Synchronization

/// The right to resume a suspended task of a loop, once.
///
/// The first `resume` counts; a later one is recorded as a violation of the loop. A suspension that is never
/// resumed is left over at quiescence, under the name and the place it was given.
public struct Suspension<Value: Sendable>: Sendable {
  // Unsafe rather than checked: taking it out of the box is what makes it resume once, and one that is never resumed
  // is in the loop's report, where a checked one would write to standard error and trap on the second time.
  private let state: SuspendedContinuation<Value>
  private let obligation: Obligation.ID
  private let label: String
  private let site: SourceSite

  init(
    _ continuation: UnsafeContinuation<Value, any Error>, on loop: any EventLoop, label: String, site: SourceSite,
    isStarting: Bool
  ) {
    state = SuspendedContinuation(SuspendedTask(continuation: continuation, isStarting: isStarting), on: loop)
    obligation = loop.open(.continuation, label, at: site)
    (loop as? VirtualEventLoop)?.keep(state, for: obligation)
    self.label = label
    self.site = site
  }

  /// Resumes the task with a value; see `resume(with:)`.
  ///
  /// - Parameter value: What `suspend` returns.
  public func resume(returning value: Value) {
    resume(with: .success(value))
  }

  /// Resumes the task with an error; see `resume(with:)`.
  ///
  /// - Parameter error: What `suspend` throws.
  public func resume(throwing error: any Error) {
    resume(with: .failure(error))
  }

  /// Resumes the task; see `resume(with:)`.
  public func resume() where Value == Void {
    resume(with: .success(()))
  }

  // Texts are what compared programs wait for, in a hundred thousand runs, and bytes and nothing what sessions wait for:
  // generic code looks for the types at each wait.
  /// Resumes the task with a result. The task continues in a later event at the same instant.
  ///
  /// Called by another thread while a virtual loop runs, it takes effect in the loop's next run, and the report says so.
  @_specialize(where Value == String)
  @_specialize(where Value == Void)
  @_specialize(where Value == [UInt8]?)
  public func resume(with result: Result<Value, any Error>) {
    if state.loop.isCurrent { resumeNow(with: result) } else { resumeLater(with: result) }
  }

  /// Apart from the usual case: a closure of generic code looks for types when it is made.
  @inline(never)
  private func resumeLater(with result: Result<Value, any Error>) {
    state.loop.handOver("resumption of \(label)", at: site, of: obligation) { resumeNow(with: result) }
  }

  @_specialize(where Value == String)
  @_specialize(where Value == Void)
  @_specialize(where Value == [UInt8]?)
  private func resumeNow(with result: Result<Value, any Error>) {
    let loop = state.loop
    let (continuation, isStarting) = state.withValue { ($0.continuation.take(), $0.isStarting) }
    guard let continuation else {
      return loop.record(Violation(.resumedTwice, label, createdAt: site, instant: loop.now))
    }
    loop.close(obligation)
    if isStarting {
      // Resumed before it has suspended, the task would continue in the same event.
      loop.post("resumption of \(label)", at: site) { continuation.resume(with: result) }
    } else {
      continuation.resume(with: result)
    }
  }

  /// Notes that what the task waits for is under way.
  func begin() {
    state.withValueUnobserved { $0.isStarting = false }
  }
}

/// Suspends the current task of `loop` until `body` or what it starts resumes it: the bridge from callbacks to await.
///
/// - Parameters:
///   - loop: The loop on which the current task runs.
///   - label: What reports call the wait.
///   - fileID: The file that reports name; the caller's unless given.
///   - line: The line that reports name; the caller's unless given.
///   - body: Starts the work; runs at once, in the event that suspends.
/// - Returns: The value with which the suspension is resumed.
/// - Throws: The error with which it is resumed. Cancelling the task does not by itself resume it.
@_specialize(where Value == Void)
@_specialize(where Value == [UInt8]?)
public nonisolated(nonsending) func suspend<Value: Sendable>(
  on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
  _ body: (Suspension<Value>) -> Void
) async throws -> Value {
  let site = SourceSite(fileID: fileID, line: line)
  return try await suspending { continuation in
    let suspension = Suspension<Value>(continuation, on: loop, label: label, site: site, isStarting: true)
    body(suspension)
    suspension.begin()
  }
}

/// As `suspend`, but a task that `body` itself resumes continues in the same event, as after a call of an async function
/// that returns at once and does not suspend.
@_specialize(where Value == String)
package nonisolated(nonsending) func suspendUnlessAnswered<Value: Sendable>(
  on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
  _ body: (Suspension<Value>) -> Void
) async throws -> Value {
  let site = SourceSite(fileID: fileID, line: line)
  return try await suspending { continuation in
    body(Suspension(continuation, on: loop, label: label, site: site, isStarting: false))
  }
}
