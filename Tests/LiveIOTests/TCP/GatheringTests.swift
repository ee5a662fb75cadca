// Gathered writes go out together, in order, and are never lost.

import Callbacks
import EventLoops
import Testing

@testable import LiveIO

@Suite("Gathered writes", .timeLimit(.minutes(2)))
struct GatheringTests {
  private let loop = LiveEventLoop(name: "gathering")

  /// Connects a client to a server on the loop; both are closed by the bodies.
  private func pair(
    serving serve: @escaping @Sendable (TCPConnection) -> Void,
    _ use: @escaping @Sendable (TCPConnection, TCPListener) -> Void
  ) throws {
    let listener = try TCPListener(on: loop) { serve($0) }
    TCPConnection.connect(to: "127.0.0.1", port: listener.address.port, on: loop) { result in
      guard let connection = try? result.get() else { fatalError("no connection") }
      use(connection, listener)
    }
  }

  /// What has arrived at a connection's system by now.
  private static func arrived(at connection: TCPConnection) -> String {
    guard case .done(let bytes) = connection.socket.descriptor.read(upTo: 1_000_000) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a write goes out together with the one that follows its completion`() throws {
    let log = LoopConfined<[String]>([], on: loop)
    let client = LoopConfined<TCPConnection?>(nil, on: loop)
    try pair { server in
      _ = server.read(upTo: 100) { _ in
        _ = server.write(Array("page ".utf8)) { _ in
          guard let peer = client.value else { return }
          log.value.append(Self.arrived(at: peer))
          _ = server.write(Array("prompt".utf8)) { _ in log.value.append(Self.arrived(at: peer)) }
          @Sendable func look() {
            let text = Self.arrived(at: peer)
            guard !text.isEmpty else {
              loop.schedule("look", after: .milliseconds(1)) { look() }
              return
            }
            log.value.append(text)
            peer.close()
            server.close()
          }
          look()
        }
      }
    } _: { connection, listener in
      client.value = connection
      connection.send(Array("query".utf8)) { _ in listener.close() }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["", "", "page prompt"])
  }

  @Test func `a close waits until the system has all gathered bytes, unless it is cancelled`() throws {
    for isWanted in [true, false] {
      let loop = LiveEventLoop(name: "gathering")
      let (taken, received) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop))
      let client = LoopConfined<TCPConnection?>(nil, on: loop)
      let listener = try TCPListener(on: loop) { server in
        let pending = LoopConfined<(any Cancellable)?>(nil, on: loop)
        @Sendable func writeOn() {
          pending.value = server.write(Array(repeating: 1, count: 10_000)) { result in
            guard case .success = result else { return }
            taken.value += 10_000
            #expect(server.socket.state.withValue { $0.outgoing.gathered.count } <= TCPSocket.mostGathered)
            writeOn()
          }
        }
        writeOn()
        // Waits until the system takes nothing more, and a part of what was gathered is left.
        @Sendable func closeWhenFull() {
          let isFull = server.socket.state.withValue { !$0.isWritable && !$0.outgoing.gathered.isEmpty }
          guard isFull, server.socket.isWriting else {
            loop.schedule("look", after: .milliseconds(1)) { closeWhenFull() }
            return
          }
          // In one event: the system may take more before the next one.
          pending.value?.cancel()
          pending.value = nil
          #expect(server.socket.isHeldBack)
          let close = server.close { _ in }
          if !isWanted { close.cancel() }
          loop.schedule("read", after: .milliseconds(20)) { readOn() }
        }
        closeWhenFull()
        @Sendable func readOn() {
          client.value?.receive(upTo: 1_000_000) { result in
            guard let bytes = try? result.get(), !bytes.isEmpty else { return client.value?.close() ?? () }
            received.value += bytes.count
            readOn()
          }
        }
      }
      TCPConnection.connect(to: "127.0.0.1", port: listener.address.port, on: loop) { result in
        client.value = try? result.get()
        listener.close()
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(taken.value > TCPSocket.mostGathered)
      #expect(isWanted ? received.value >= taken.value : received.value < taken.value)
    }
  }

  @Test func `gathered bytes go out when the loop is stopped`() throws {
    let client = LoopConfined<TCPConnection?>(nil, on: loop)
    let held = LoopConfined<[TCPConnection]>([], on: loop)
    try pair { server in
      held.value.append(server)
      _ = server.read(upTo: 100) { _ in
        _ = server.write(Array("last".utf8)) { _ in loop.stop() }
      }
    } _: { connection, listener in
      client.value = connection
      connection.send(Array("query".utf8)) { _ in listener.close() }
    }
    #expect(loop.run().ending == .stopped)
    #expect(Self.arrived(at: try #require(client.value)) == "last")
    client.value?.close()
    for connection in held.value { connection.close() }
  }

  @Test func `a later write fails when the client has gone`() throws {
    let error = LoopConfined("", on: loop)
    try pair { server in
      @Sendable func writeOn() {
        _ = server.write(Array(repeating: 1, count: 1_000)) { result in
          switch result {
          case .success: writeOn()
          case .failure(let reason):
            error.value = "\(reason)"
            server.close()
          }
        }
      }
      writeOn()
    } _: { connection, listener in
      loop.schedule("departure", after: .milliseconds(5)) {
        connection.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(error.value == "the other side has gone")
  }
}
