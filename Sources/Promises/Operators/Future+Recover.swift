// Answer an error with a value.

import EventLoops

extension Future {
  /// The future of this future's value or, if it fails, of the value that `transform` makes of the error.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - transform: Runs in a later event; what it throws is the error of the new future. It runs for a
  ///     `CancellationError` of this future as for any other error.
  public func recover(
    fileID: StaticString = #fileID, line: UInt = #line,
    _ transform: @escaping @Sendable (any Error) throws -> Value
  ) -> Future {
    mended("recover", at: SourceSite(fileID: fileID, line: line)) { error, mended in
      mended.settle(.success(try transform(error)))
    }
  }
}
