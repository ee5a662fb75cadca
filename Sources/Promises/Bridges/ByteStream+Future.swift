// A byte stream for futures: each operation returns a future, and cancelling that gives the operation up.

public import Callbacks
import EventLoops

extension ByteStream {
  /// The future of one to `count` bytes, settled as soon as there are any; of nil at the end of the stream.
  public func read(upTo count: Int, fileID: StaticString = #fileID, line: UInt = #line) -> Future<[UInt8]?> {
    Future(on: loop, "read from " + name, fileID: fileID, line: line) { beginReading(upTo: count, $0) }
  }

  /// Writes; the future is settled when all bytes were taken.
  public func write(_ bytes: [UInt8], fileID: StaticString = #fileID, line: UInt = #line) -> Future<Void> {
    Future(on: loop, "write to " + name, fileID: fileID, line: line) { beginWriting(bytes, $0) }
  }

  /// Closes both directions; the future is settled when that is done.
  public func close(fileID: StaticString = #fileID, line: UInt = #line) -> Future<Void> {
    Future(on: loop, "close of " + name, fileID: fileID, line: line) { beginClosing($0) }
  }
}
