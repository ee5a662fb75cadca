// Hand a result on to a promise.

import EventLoops

extension Future {
  /// Keeps a promise with this future's result, in a later event, and cancels this future when the promise's future is
  /// cancelled.
  ///
  /// The promise may belong to another loop: the result then goes over to that one. On a virtual loop that is a call by
  /// another thread unless neither or the same thread runs both loops. A handler that `Promise.onCancel` has set before is
  /// replaced.
  ///
  /// - Parameters:
  ///   - promise: The promise to keep.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public func cascade(to promise: Promise<Value>, fileID: StaticString = #fileID, line: UInt = #line) {
    react("cascade", at: SourceSite(fileID: fileID, line: line)) { promise.complete(with: $0) }
    promise.onCancel { cancel() }
  }
}
