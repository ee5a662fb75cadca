// A TCP connection as a byte stream, for programs that do not know what lies behind one.

public import Callbacks
import EventLoops

extension TCPConnection: ByteStream {
  /// The name of the other side in reports.
  public var name: String { peer }

  /// Begins to read; see `ByteStream`.
  public func beginReading(upTo count: Int, _ completion: @escaping Completion<[UInt8]?>) -> any Cancellable {
    receive(upTo: count) { result in
      completion(result.map { $0.isEmpty ? nil : $0 }.mapError(\.asStreamError))
    }
  }

  /// Begins to write; see `ByteStream`.
  public func beginWriting(_ bytes: [UInt8], _ completion: @escaping Completion<Void>) -> any Cancellable {
    guard !isWriting else {
      loop.post("refusal of a write") { completion(.failure(ByteStreamError.busy)) }
      return Uncancellable()
    }
    send(bytes) { completion($0.mapError(\.asStreamError)) }
    return PendingWrite(connection: self)
  }

  /// Begins to close; see `ByteStream`.
  public func beginClosing(_ completion: @escaping Completion<Void>) -> any Cancellable {
    close()
    loop.post("closed") { completion(.success(())) }
    return Uncancellable()
  }
}

extension Error {
  /// The error for the stream's user: one error for the several codes by which the system reports that the peer has gone.
  fileprivate var asStreamError: any Error {
    guard let error = self as? SocketError else { return self }
    return error.code == 0 ? ByteStreamError.closed : ByteStreamError.gone
  }
}

/// The handle of a write that is under way.
private struct PendingWrite: Cancellable {
  let connection: TCPConnection

  func cancel() {
    connection.cancelWrite()
  }
}
