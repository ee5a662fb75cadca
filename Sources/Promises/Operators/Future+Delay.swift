// Hold a result back for a time.

import EventLoops

extension Future {
  /// This future's result, `duration` after it has come: a value or an error.
  ///
  /// Cancelling the new future cancels this one; if that is settled, the new one fails with `CancellationError` at once,
  /// and its timer is removed. A result that comes after the cancellation is not held back.
  ///
  /// - Parameters:
  ///   - duration: How long to hold the result back. If it is not positive, the result comes one turn of the loop later.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public func delay(by duration: Duration, fileID: StaticString = #fileID, line: UInt = #line) -> Future {
    let site = SourceSite(fileID: fileID, line: line)
    return derive(
      "delay", at: site,
      Treatment { input, delayed in
        if delayed.box.withValue({ $0.isCancelled }) { return _ = delayed.settle(input) }
        delayed.follow(.pause(for: duration, on: delayed.loop, at: site, then: input))
      })
  }

  /// A future that is settled with a result after a time, or with `CancellationError` when it is cancelled before.
  static func pause(
    for duration: Duration, on loop: any EventLoop, at site: SourceSite, then result: Result<Value, any Error>
  ) -> Future {
    let pause = Future(on: loop, from: .none)
    // Held by the timer: if that is dropped, what waits for the pause is released.
    let debt = CombinatorCompletion(pause)
    let timer = loop.schedule("delay", due: loop.now + duration, at: site) { debt.settle(result) }
    pause.box.withValue {
      $0.canceller = .handler { [weak debt] in
        if let debt, timer.cancel() { debt.settle(.failure(CancellationError())) }
      }
    }
    return pause
  }
}
