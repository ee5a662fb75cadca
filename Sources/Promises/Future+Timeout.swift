// Wait for a limited time only.

import EventLoops

extension Future {
  /// This future's result if it comes in time; otherwise `TimeoutError`, and this future is cancelled.
  ///
  /// The new future is settled together with this one, without an event in between, and takes its timer away then.
  /// If the limit and the settlement are due at one instant, whichever event comes first decides.
  ///
  /// - Parameters:
  ///   - limit: How long to wait, counted from now. A limit that is not positive leaves one turn of the loop.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public func timeout(
    after limit: Duration, fileID: StaticString = #fileID, line: UInt32 = #line
  ) -> Future {
    let limited = Future(on: loop, from: .upstream(self))
    add(.future(limited))
    if limited.isDone { return limited }
    let timer = loop.schedule("timeout", after: limit, fileID: fileID, line: line) {
      if limited.settle(.failure(TimeoutError(limit: limit))) { self.cancel() }
    }
    limited.add(.action { timer.cancel() })
    return limited
  }
}
