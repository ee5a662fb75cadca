// Listening for TCP connections on a live loop.

import EventLoops
import Foundation

/// A socket that takes connections. It belongs to its loop, and keeps it running until it is closed.
public final class TCPListener: Sendable {
  /// The address on which it listens, with the port that the system chose if 0 was asked for.
  public let address: SocketAddress

  private let loop: LiveEventLoop
  private let descriptor: Descriptor
  private let source: LoopConfined<ReadinessSource?>
  private let onConnection: @Sendable (TCPConnection) -> Void

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - host: A numeric address or a name; the loopback interface unless told otherwise.
  ///   - port: The port; 0 lets the system choose.
  ///   - backlog: How many connections the system keeps waiting.
  ///   - onConnection: Called on the loop with each connection; whoever takes it has to close it.
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
    source = LoopConfined(nil, on: loop)
    let readable = ReadinessSource(.read, descriptor, on: loop, "connection on \(address)") { [weak self] in
      self?.acceptAll()
    }
    source.value = readable
    readable.arm()
  }

  /// Takes all connections that wait, up to a number, so that those that are open have their turn too.
  private func acceptAll() {
    for _ in 0..<Self.mostAtOnce {
      switch descriptor.accept() {
      case .done(let accepted):
        onConnection(TCPConnection(accepted, on: loop))
        if source.value == nil { return }
      case .wouldBlock:
        source.value?.arm()
        return
      case .failed:
        // Out of descriptors, as a rule: those who wait keep waiting until some are closed.
        loop.schedule("another try to accept", after: .milliseconds(50)) { [weak self] in self?.source.value?.arm() }
        return
      }
    }
    source.value?.arm()
  }

  private static let mostAtOnce = 64

  /// Stops listening; connections that were taken stay open.
  public func close() {
    let descriptor = descriptor
    source.withValue { $0.take() }?.close { descriptor.close() }
  }
}
