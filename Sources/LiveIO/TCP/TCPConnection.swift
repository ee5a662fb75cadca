// A TCP connection on a live loop: reads when asked, writes with back-pressure, closes once.

package import Callbacks
public import EventLoops

/// One end of a TCP connection. It belongs to its loop: use it in the loop's events.
///
/// Nothing is read before a read is requested, so the system holds back a peer that sends more than is wanted. Only
/// one read may wait at a time; writes are carried out in order. The connection has to be closed.
///
/// The loop knows the socket, not the connection, so that a connection that is let go closes itself.
public final class TCPConnection: Sendable {
  /// The loop that the connection belongs to.
  public var loop: any EventLoop { socket.live }
  /// The address of the other end.
  public let peer: String

  let socket: TCPSocket

  /// Takes over a descriptor that is connected, and which it will close.
  init(_ descriptor: Descriptor, on loop: LiveEventLoop) throws(SocketError) {
    peer = descriptor.remoteAddress?.description ?? "unknown"
    socket = try TCPSocket(descriptor, on: loop)
  }

  /// Watches for the end of the peer while nothing is read from it; nil ends the watch.
  ///
  /// - Parameter body: Called when the other side ends its writing, now if it has, and when the connection breaks. A
  ///   side that closes ends its writing; that it does not read either shows only when something is written to it.
  func watchEnd(_ body: (@Sendable (_ isBroken: Bool) -> Void)?) {
    socket.watchEnd(body)
  }

  /// Reads what there is, up to `capacity` bytes; waits if there is nothing.
  ///
  /// - Parameters:
  ///   - capacity: How many bytes at most.
  ///   - completion: Called in a later event with one byte or more, with none at the end of the stream, with a
  ///     `SocketError`, or with `CancellationError` if the read is cancelled or the connection closed meanwhile.
  /// - Returns: A handle that calls the read off; no byte is lost by it.
  @discardableResult
  package func receive(upTo capacity: Int = 4_096, completion: @escaping Completion<[UInt8]>) -> any Cancellable {
    socket.receive(upTo: capacity, completion)
  }

  /// Writes bytes behind those that are on their way already.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - completion: Called in a later event when the system has taken all of the bytes, or with a
  ///     `SocketError`, or with `CancellationError` if the connection is closed meanwhile. Write the next piece only then,
  ///     and a peer that does not read costs no memory.
  package func send(_ bytes: some Sequence<UInt8>, completion: @escaping Completion<Void>) {
    socket.send(Array(bytes), completion)
  }

  /// Says that no more will be written; what is on its way already still goes out.
  public func endWriting() {
    socket.endWriting()
  }

  /// Closes the connection. Pending operations fail with `CancellationError`. A second call does nothing.
  public func close() {
    socket.close()
  }

  deinit {
    // The last release closes an unclosed connection, on whichever thread that happens.
    let (loop, socket) = (socket.live, socket)
    if loop.allowsAccess {
      socket.close()
    } else {
      loop.post("close of a connection that was let go") { socket.close() }
    }
  }
}
