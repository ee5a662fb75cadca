// The timer of completion-handler code, injected: a closure that is called after a delay of virtual time.

public import Callbacks
import EventLoops

extension ProgramContext {
  /// Calls a closure after a delay: what a program with completion handlers takes as its timer.
  ///
  /// - Parameters:
  ///   - delay: How long to wait; a delay that is not positive ends in a later event at the same instant.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: Called once in an event of the loop. It need not be `Sendable`.
  /// - Returns: A handle that cancels the timer: the closure is not called then.
  @discardableResult
  public func after(
    _ delay: Duration, fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping () -> Void
  ) -> CancellationHandle {
    let body = LoopConfined(unsent: body, on: loop)
    return CancellationHandle(
      loop.schedule("timer", after: delay, fileID: fileID, line: line) { body.withValueUnobserved { $0() } })
  }
}
