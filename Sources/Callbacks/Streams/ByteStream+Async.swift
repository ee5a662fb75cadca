// A byte stream for async code: each operation suspends the task until it is done.

import EventLoops

extension ByteStream {
  /// Reads one to `count` bytes, as soon as there are any; nil at the end of the stream.
  ///
  /// - Throws: A `ByteStreamError`, or `CancellationError` if the task is cancelled; no byte is lost then.
  public func read(
    upTo count: Int, fileID: StaticString = #fileID, line: UInt = #line
  ) async throws -> [UInt8]? {
    try Task.checkCancellation()
    return try await awaitCompletion(on: loop, "read from " + name, fileID: fileID, line: line) {
      beginReading(upTo: count, $0)
    }
  }

  /// Writes, and waits until all bytes were taken.
  ///
  /// - Throws: A `ByteStreamError`, or `CancellationError`: without writing anything if the task is cancelled already.
  public func write(_ bytes: [UInt8], fileID: StaticString = #fileID, line: UInt = #line) async throws {
    try Task.checkCancellation()
    try await awaitCompletion(on: loop, "write to " + name, fileID: fileID, line: line) { beginWriting(bytes, $0) }
  }

  /// Closes both directions, also if the task is cancelled.
  ///
  /// - Throws: `CancellationError` if the task is cancelled; the stream is closed all the same.
  public func close(fileID: StaticString = #fileID, line: UInt = #line) async throws {
    try await awaitCompletion(on: loop, "close of " + name, fileID: fileID, line: line) { beginClosing($0) }
  }
}
