// Answer an error with further work.

import EventLoops

extension Future {
  /// The future of this future's value or, if it fails, of the further work that `transform` starts.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - transform: Runs in a later event; what it throws is the error of the new future. It runs for a
  ///     `CancellationError` of this future as for any other error; if the new future was cancelled, so is what
  ///     `transform` returns.
  public func flatMapError(
    fileID: StaticString = #fileID, line: UInt = #line,
    _ transform: @escaping @Sendable (any Error) throws -> Future
  ) -> Future {
    mended("flatMapError", at: SourceSite(fileID: fileID, line: line)) { error, mended in
      mended.follow(try transform(error))
    }
  }
}
