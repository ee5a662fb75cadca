// Sleeping on real time, cancellable from any thread.

public import EventLoops

extension LiveEventLoop {
  /// Suspends the current task until `deadline`, or for one turn of the loop if that is not in the future.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `NotOnLoopError` if the task does not run on the
  ///   loop.
  public func sleep(until deadline: Instant) async throws {
    guard isCurrent else { throw NotOnLoopError(loop: name) }
    let sleep = LoopConfined<(ScheduledTimer, Suspension<Void>)?>(nil, on: self)
    try await withTaskCancellationHandler {
      try await suspend(on: self, "sleep") { (suspension: Suspension<Void>) in
        if Task.isCancelled { return suspension.resume(with: .failure(CancellationError())) }
        let timer = schedule("sleep", due: deadline, at: SourceSite(fileID: #fileID, line: #line)) {
          sleep.value = nil
          suspension.resume(with: .success(()))
        }
        sleep.value = (timer, suspension)
      }
    } onCancel: {
      let wake: @Sendable () -> Void = {
        guard let (timer, suspension) = sleep.withValue({ $0.take() }) else { return }
        timer.cancel()
        suspension.resume(with: .failure(CancellationError()))
      }
      // The canceller may be anywhere; on the loop it is at once, as on a virtual loop.
      if isCurrent { wake() } else { post("cancellation of a sleep", wake) }
    }
  }
}
