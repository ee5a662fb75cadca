// A byte stream for callbacks: each operation owes its completion a call.

import EventLoops

extension ByteStream {
  /// Reads one to `count` bytes as soon as there are any; `completion` gets nil at the end of the stream.
  ///
  /// - Returns: A handle that gives up the read; no byte is lost.
  public func read(
    upTo count: Int, fileID: StaticString = #fileID, line: UInt = #line,
    completion: @escaping Completion<[UInt8]?>
  ) -> any Cancellable {
    let reply = OnceGuard(on: loop, "read from " + name, fileID: fileID, line: line, completion)
    return beginReading(upTo: count) { reply($0) }
  }

  /// Writes; `completion` is called when all bytes were taken.
  ///
  /// - Returns: A handle that gives up the bytes that were not taken yet.
  public func write(
    _ bytes: [UInt8], fileID: StaticString = #fileID, line: UInt = #line, completion: @escaping Completion<Void>
  ) -> any Cancellable {
    let reply = OnceGuard(on: loop, "write to " + name, fileID: fileID, line: line, completion)
    return beginWriting(bytes) { reply($0) }
  }

  /// Closes both directions; `completion` is called when that is done.
  ///
  /// - Returns: A handle that stops waiting; the stream is closed all the same.
  public func close(
    fileID: StaticString = #fileID, line: UInt = #line, completion: @escaping Completion<Void>
  ) -> any Cancellable {
    let reply = OnceGuard(on: loop, "close of " + name, fileID: fileID, line: line, completion)
    return beginClosing { reply($0) }
  }
}
