// Listening for TCP connections on a live loop.

import EventLoops
import Foundation

/// A socket that takes connections. It belongs to its loop, and keeps it running until it is closed.
public final class TCPListener: Sendable {
  /// The address on which it listens, with the port that the system chose if 0 was asked for.
  public let address: SocketAddress

  private let loop: LiveEventLoop
  private let descriptor: Descriptor
  private let watch: LoopConfined<SocketWatch?>
  private let onConnection: @Sendable (TCPConnection) -> Void

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - host: A numeric address or a name. The default is the loopback interface.
  ///   - port: The port; 0 lets the system choose.
  ///   - backlog: How many connections the system keeps waiting.
  ///   - loop: The loop to which the connections belong.
  ///   - onConnection: Called on the loop with each connection. The callee has to close it.
  /// - Throws: `SocketError`: the address is in use, not allowed, or not of this machine.
  public init(
    host: String = "127.0.0.1", port: UInt16 = 0, backlog: Int32 = 1_024, on loop: LiveEventLoop,
    onConnection: @escaping @Sendable (TCPConnection) -> Void
  ) throws(SocketError) {
    guard let wanted = try SocketAddress.resolve(host: host, port: port).first else {
      throw SocketError("find the host '\(host)'", reason: "it has no internet address")
    }
    let purpose = "listen on \(wanted)"
    let descriptor = try Descriptor.open(for: wanted, purpose)
    descriptor.set(SOL_SOCKET, SO_REUSEADDR)
    guard wanted.withSystemAddress({ bind(descriptor.number, $0, $1) }) == 0,
      listen(descriptor.number, backlog) == 0, let address = descriptor.localAddress
    else {
      let error = SocketError(purpose)
      descriptor.close()
      throw error
    }
    self.loop = loop
    self.descriptor = descriptor
    self.address = address
    self.onConnection = onConnection
    watch = LoopConfined(nil, on: loop)
    do throws(SocketError) {
      watch.value = try loop.watch(descriptor, "connection on \(address)") { [weak self] _ in self?.acceptAll() }
    } catch {
      descriptor.close()
      throw error
    }
    loop.hold()
  }

  /// Takes all connections that wait; after a number of them those that are open are served first.
  private func acceptAll() {
    for _ in 0..<Self.mostAtOnce {
      guard watch.value != nil else { return }
      switch descriptor.accept() {
      case .done(let accepted):
        guard let connection = try? TCPConnection(accepted, on: loop) else { return tryLater() }
        onConnection(connection)
      case .wouldBlock: return
      case .failed: return tryLater()
      }
    }
    loop.post("further connections on \(address)") { [weak self] in self?.acceptAll() }
  }

  /// Usually the process is out of descriptors: pending connections wait until some are closed.
  private func tryLater() {
    loop.schedule("another try to accept", after: .milliseconds(50)) { [weak self] in self?.acceptAll() }
  }

  private static let mostAtOnce = 64

  /// Stops listening; connections that were taken stay open.
  public func close() {
    guard let watch = watch.withValue({ $0.take() }) else { return }
    watch.end()
    descriptor.close()
    loop.release()
  }
}
