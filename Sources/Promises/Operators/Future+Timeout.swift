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
  ///   - closing: Called with the value of this future, in a later event, if it comes after the limit. Such a value is
  ///     not delivered, and may hold a resource that has to be closed.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public func timeout(
    after limit: Duration, closing: (@Sendable (Value) -> Void)? = nil, fileID: StaticString = #fileID,
    line: UInt = #line
  ) -> Future {
    let limited = Future(on: loop, from: .upstream(self))
    add(.future(limited))
    if limited.isSettled { return limited }
    let site = SourceSite(fileID: fileID, line: line)
    let timer = loop.schedule("timeout", due: loop.now.advanced(by: limit), at: site) {
      guard limited.settle(.failure(TimeoutError(limit: limit))) else { return }
      noteOneOver()
      if let closing {
        react("late value", at: site) { result in
          if case .success(let value) = result { closing(value) }
        }
      }
      cancel()
    }
    limited.add(.action { timer.cancel() })
    return limited
  }
}
