// Opening a TCP connection to a listening peer.

public import Callbacks
import EventLoops
import Foundation

extension TCPConnection {
  /// Connects to a host that listens on a port.
  ///
  /// - Parameters:
  ///   - host: A numeric address, or a name, the look-up of which blocks.
  ///   - port: The port.
  ///   - loop: The loop to which the connection belongs.
  ///   - completion: Called in a later event with the connection, which has to be closed, or with a `SocketError`.
  public static func connect(
    to host: String, port: UInt16, on loop: LiveEventLoop, completion: @escaping Completion<TCPConnection>
  ) {
    do throws(SocketError) {
      guard let address = try SocketAddress.resolve(host: host, port: port).first else {
        throw SocketError("find the host '\(host)'", reason: "it has no internet address")
      }
      _ = connect(to: address, on: loop, completion: completion)
    } catch {
      loop.post("failure to connect") { completion(.failure(error)) }
    }
  }

  /// Connects to an address.
  ///
  /// - Parameter completion: Called in a later event with the connection, which has to be closed, with a `SocketError`, or
  ///   with `CancellationError` if the connection was not wanted any more before it was made.
  /// - Returns: A handle that closes the socket at once.
  static func connect(
    to address: SocketAddress, on loop: LiveEventLoop, completion: @escaping Completion<TCPConnection>
  ) -> any Cancellable {
    do throws(SocketError) {
      let purpose = "connect to \(address)"
      let descriptor = try Descriptor.open(for: address, purpose)
      let result = address.withSystemAddress { Foundation.connect(descriptor.number, $0, $1) }
      if result != 0 && errno != EINPROGRESS {
        let error = SocketError(purpose)
        descriptor.close()
        throw error
      }
      return try wait(for: descriptor, purpose, on: loop, completion)
    } catch {
      loop.post("failure to connect") { completion(.failure(error)) }
      return Uncancellable()
    }
  }

  /// Waits until the system has made the connection: it can then be written to.
  private static func wait(
    for descriptor: Descriptor, _ purpose: String, on loop: LiveEventLoop,
    _ completion: @escaping Completion<TCPConnection>
  ) throws(SocketError) -> any Cancellable {
    let waiting = LoopConfined<SocketWatch?>(nil, on: loop)
    let finish: @Sendable (Readiness) -> Void = { readiness in
      guard readiness.contains(.writable), let watch = waiting.withValue({ $0.take() }) else { return }
      // The connection has a watch of its own.
      watch.end()
      loop.release()
      completion(connection(from: descriptor, purpose, on: loop))
    }
    do throws(SocketError) {
      waiting.value = try loop.watch(descriptor, purpose, finish)
    } catch {
      descriptor.close()
      throw error
    }
    loop.hold()
    return PendingConnect(descriptor: descriptor, waiting: waiting, loop: loop, completion: completion)
  }

  private static func connection(
    from descriptor: Descriptor, _ purpose: String, on loop: LiveEventLoop
  ) -> Result<TCPConnection, any Error> {
    let failure = descriptor.pendingError
    guard failure == 0 else {
      descriptor.close()
      return .failure(SocketError(purpose, code: failure))
    }
    return Result { try TCPConnection(descriptor, on: loop) }
  }
}

/// The handle of a connection that is being made.
private struct PendingConnect: Cancellable {
  let descriptor: Descriptor
  let waiting: LoopConfined<SocketWatch?>
  let loop: LiveEventLoop
  let completion: Completion<TCPConnection>

  func cancel() {
    guard let watch = waiting.withValue({ $0.take() }) else { return }
    watch.end()
    descriptor.close()
    loop.release()
    loop.post("cancellation of a connection") { [completion] in completion(.failure(CancellationError())) }
  }
}

extension Descriptor {
  /// The error of an operation that completed in the background; 0 if there is none.
  fileprivate var pendingError: Int32 {
    var error: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    _ = getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &length)
    return error
  }
}
