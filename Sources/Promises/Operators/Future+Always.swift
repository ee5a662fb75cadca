// Do something either way: clean up, write a log.

public import Callbacks
import EventLoops

extension Future {
  /// This future's result, after `body` has been called with it.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: Runs once in a later event, in every case: with the value, with the error, and with
  ///     `CancellationError` if the new future has been cancelled while this one succeeded.
  public func always(
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping Completion<Value>
  ) -> Future {
    derive(
      "always", at: SourceSite(fileID: fileID, line: line),
      Treatment { input, after in
        body(input)
        after.settle(input)
      })
  }
}
