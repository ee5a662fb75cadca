// Continue with further work.

public import EventLoops

extension Future {
  /// The future of the further work that `transform` starts from the value.
  ///
  /// The new future is settled together with the one that `transform` returns, without an event in between.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - transform: Runs in a later event; what it throws is the error of the new future. It does not run if
  ///     this future fails, or if the new one has been cancelled by then.
  @inlinable
  public func flatMap<Mapped: Sendable>(
    fileID: StaticString = #fileID, line: UInt = #line,
    _ transform: consuming @escaping @Sendable (Value) throws -> Future<Mapped>
  ) -> Future<Mapped> {
    derive("flatMap", at: SourceSite(fileID: fileID, line: line), Continuing(consume transform))
  }
}
