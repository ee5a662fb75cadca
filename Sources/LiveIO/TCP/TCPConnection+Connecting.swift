// Making a TCP connection to somebody who listens.

public import Callbacks
import EventLoops
import Foundation

extension TCPConnection {
  /// Connects to a host that listens on a port.
  ///
  /// - Parameters:
  ///   - host: A numeric address, or a name, the look-up of which blocks.
  ///   - completion: Called in a later event with the connection, which has to be closed, or with a `SocketError`.
  public static func connect(
    to host: String, port: UInt16, on loop: LiveEventLoop, completion: @escaping Completion<TCPConnection>
  ) {
    do throws(SocketError) {
      guard let address = try SocketAddress.resolve(host: host, port: port).first else {
        throw SocketError("find the host '\(host)'", reason: "it has no internet address")
      }
      let purpose = "connect to \(address)"
      let descriptor = try Descriptor.open(for: address, purpose)
      let result = address.withSystemAddress { Foundation.connect(descriptor.number, $0, $1) }
      if result != 0 && errno != EINPROGRESS {
        let error = SocketError(purpose)
        descriptor.close()
        throw error
      }
      wait(for: descriptor, purpose, on: loop, completion)
    } catch {
      loop.post("failure to connect") { completion(.failure(error)) }
    }
  }

  /// Waits until the system has made the connection: it can then be written to.
  private static func wait(
    for descriptor: Descriptor, _ purpose: String, on loop: LiveEventLoop,
    _ completion: @escaping Completion<TCPConnection>
  ) {
    let arrival = loop.expect(purpose) { (failure: Int32) in
      completion(
        failure == 0 ? .success(TCPConnection(descriptor, on: loop)) : .failure(SocketError(purpose, code: failure)))
    }
    let waiting = LoopConfined<ReadinessSource?>(nil, on: loop)
    let source = ReadinessSource(.write, descriptor, on: loop, purpose) {
      let source = waiting.withValue { $0.take() }
      let failure = descriptor.pendingError
      // The connection has a source of its own: the system has to let go of this one first.
      source?.close {
        if failure != 0 { descriptor.close() }
        arrival.deliver(failure)
      }
    }
    waiting.value = source
    source.arm()
  }
}

extension Descriptor {
  /// The error of an operation that went on by itself; 0 if there is none.
  fileprivate var pendingError: Int32 {
    var error: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    _ = getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &length)
    return error
  }
}
