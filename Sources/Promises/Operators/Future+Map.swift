// Make a value of another.

public import EventLoops

extension Future {
  /// The future of what `transform` makes of the value.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - transform: Runs in a later event; what it throws is the error of the new future. It does not run if
  ///     this future fails, or if the new one has been cancelled by then.
  @inlinable
  public func map<Mapped: Sendable>(
    fileID: StaticString = #fileID, line: UInt = #line,
    _ transform: consuming @escaping @Sendable (Value) throws -> Mapped
  ) -> Future<Mapped> {
    derive("map", at: SourceSite(fileID: fileID, line: line), Mapping(consume transform))
  }
}
