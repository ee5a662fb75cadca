// A TCP connection as a byte stream, for programs that do not know what lies behind one.

public import Callbacks
import EventLoops

extension TCPConnection: ByteStream {
  /// The name of the other side in reports: the same short one for all, since a loop keeps the names of what waits on it, and
  /// a server has thousands of peers.
  public var name: String { "TCP" }

  /// Begins to read; see `ByteStream`.
  public func beginReading(upTo count: Int, _ completion: @escaping Completion<[UInt8]?>) -> any Cancellable {
    receive(upTo: count) { result in
      completion(result.map { $0.isEmpty ? nil : $0 }.mapError(\.asStreamError))
    }
  }

  /// Begins to write; see `ByteStream`. The completion of a small write comes when the connection has taken it over, of 16 KB
  /// at most; it goes out before the loop waits again, and before `beginClosing` closes.
  public func beginWriting(_ bytes: [UInt8], _ completion: @escaping Completion<Void>) -> any Cancellable {
    guard !socket.isWriting else {
      loop.post("refusal of a write") { completion(.failure(ByteStreamError.busy)) }
      return Uncancellable()
    }
    if socket.gather(bytes) {
      loop.post("written") { completion(.success(())) }
      return Uncancellable()
    }
    socket.send(bytes) { completion($0.mapError(\.asStreamError)) }
    return PendingWrite(socket: socket)
  }

  /// Begins to close; see `ByteStream`. It waits until the system has what was taken over.
  public func beginClosing(_ completion: @escaping Completion<Void>) -> any Cancellable {
    guard socket.isHeldBack else {
      close()
      loop.post("closed") { completion(.success(())) }
      return Uncancellable()
    }
    socket.cancelRead()
    socket.send([]) { [self] _ in
      close()
      completion(.success(()))
    }
    return PendingClose(socket: socket)
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
  let socket: TCPSocket

  func cancel() {
    socket.cancelWrite()
  }
}

/// The handle of a close that waits for the other side to take what was written.
private struct PendingClose: Cancellable {
  let socket: TCPSocket

  func cancel() {
    socket.close()
  }
}
