// TCP on a live loop, over loopback and ports that the system chooses.

import Callbacks
import EventLoops
import Foundation
import LiveIO
import Testing

/// Sends back whatever comes until the other side ends.
private func echo(_ connection: TCPConnection) {
  connection.receive { result in
    guard let bytes = try? result.get(), !bytes.isEmpty else { return connection.close() }
    connection.send(bytes) { result in
      if case .success = result { echo(connection) } else { connection.close() }
    }
  }
}

/// Reads until the other side ends.
private func readAll(_ connection: TCPConnection, _ completion: @escaping Completion<[UInt8]>) {
  let all = LoopConfined<[UInt8]>([], on: connection.loop)
  @Sendable func readMore() {
    connection.receive(upTo: 65_536) { result in
      switch result {
      case .success(let bytes) where bytes.isEmpty: completion(.success(all.value))
      case .success(let bytes):
        all.withValue { $0 += bytes }
        readMore()
      case .failure(let error): completion(.failure(error))
      }
    }
  }
  readMore()
}

@Suite("TCP on a live loop", .timeLimit(.minutes(10)))
struct TCPTests {
  private let loop = LiveEventLoop(name: "tcp")

  private func connect(to listener: TCPListener, _ body: @escaping @Sendable (TCPConnection) -> Void) {
    TCPConnection.connect(to: "127.0.0.1", port: listener.address.port, on: loop) { result in
      switch result {
      case .success(let connection): body(connection)
      case .failure(let error):
        Issue.record("\(error)")
        loop.stop()
      }
    }
  }

  @Test func `what is sent comes back, in order, for many clients at once`() throws {
    let clients = 50
    let open = LoopConfined(clients, on: loop)
    let listener = try TCPListener(on: loop) { echo($0) }
    let wrong = LoopConfined<[Int]>([], on: loop)
    for client in 0..<clients {
      let text = Array((0..<200).map { "client \(client) line \($0)\n" }.joined().utf8)
      connect(to: listener) { connection in
        connection.send(text) { _ in connection.endWriting() }
        readAll(connection) { result in
          if (try? result.get()) != text { wrong.value.append(client) }
          connection.close()
          open.value -= 1
          if open.value == 0 { listener.close() }
        }
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(open.value == 0)
    #expect(wrong.value == [])
  }

  @Test func `a peer that does not read holds the writer back, and the rest arrives once it does`() throws {
    let size = 20_000_000
    // Runs when the buffers are full and the client is connected, whichever comes last.
    let startReading = LoopConfined<(@Sendable () -> Void)?>(nil, on: loop)
    let isFull = LoopConfined(false, on: loop)
    let listener = try TCPListener(on: loop) { connection in
      let isWritten = LoopConfined(false, on: loop)
      connection.send(Array(repeating: 7, count: size)) { _ in
        isWritten.value = true
        connection.close()
      }
      // By now the system's buffers are full, and nothing has been read.
      loop.schedule(after: .milliseconds(30)) {
        #expect(!isWritten.value)
        isFull.value = true
        startReading.value?()
      }
    }
    let count = LoopConfined(0, on: loop)
    connect(to: listener) { connection in
      startReading.value = {
        readAll(connection) { result in
          count.value = (try? result.get().count) ?? -1
          connection.close()
          listener.close()
        }
      }
      if isFull.value { startReading.value?() }
    }
    #expect(loop.run().isClean)
    #expect(count.value == size)
  }

  @Test func `events that keep posting events do not starve the sockets`() throws {
    let isOver = LoopConfined(false, on: loop)
    let listener = try TCPListener(on: loop) { connection in
      connection.receive { _ in
        isOver.value = true
        connection.close()
      }
    }
    @Sendable func goOn() {
      if !isOver.value { loop.post { goOn() } }
    }
    connect(to: listener) { connection in
      goOn()
      connection.send(Array("now".utf8)) { _ in
        connection.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(isOver.value)
  }

  @Test func `the end of one direction leaves the other one open`() throws {
    let received = LoopConfined<[UInt8]>([], on: loop)
    let listener = try TCPListener(on: loop) { connection in
      readAll(connection) { result in
        connection.send(Array("you said \(String(decoding: (try? result.get()) ?? [], as: UTF8.self))".utf8)) { _ in
          connection.close()
        }
      }
    }
    connect(to: listener) { connection in
      connection.send(Array("bye".utf8)) { _ in connection.endWriting() }
      readAll(connection) { result in
        received.value = (try? result.get()) ?? []
        connection.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(String(decoding: received.value, as: UTF8.self) == "you said bye")
  }

  @Test func `a read can be cancelled, and loses no byte`() throws {
    let log = LoopConfined<[String]>([], on: loop)
    let accepted = LoopConfined<TCPConnection?>(nil, on: loop)
    let isAwaited = LoopConfined(false, on: loop)
    // Nothing can be read before the first read is cancelled and the server has accepted the client, whichever comes last.
    let send: @Sendable () -> Void = {
      guard isAwaited.value, let peer = accepted.value else { return }
      peer.send(Array("late".utf8)) { _ in peer.close() }
    }
    let listener = try TCPListener(on: loop) { connection in
      accepted.value = connection
      send()
    }
    connect(to: listener) { connection in
      let first = connection.receive { result in
        if case .failure(let error) = result { log.value.append("\(error is CancellationError)") }
        connection.receive { result in
          log.value.append(String(decoding: (try? result.get()) ?? [], as: UTF8.self))
          connection.close()
          listener.close()
        }
        isAwaited.value = true
        send()
      }
      loop.schedule(after: .milliseconds(2)) { first.cancel() }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["true", "late"])
  }

  @Test func `closing ends pending operations, and later ones are refused`() throws {
    let log = LoopConfined<[String]>([], on: loop)
    let listener = try TCPListener(on: loop) { connection in
      readAll(connection) { _ in connection.close() }
    }
    connect(to: listener) { connection in
      connection.receive { log.value.append("read: \($0.isCancellation)") }
      connection.receive { if case .failure(let error) = $0 { log.value.append("\(error)") } }
      loop.post {
        connection.close()
        connection.close()
        connection.send([1]) { if case .failure(let error) = $0 { log.value.append("\(error)") } }
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(
      log.value.sorted() == [
        "cannot read: the connection is closed, or a read is pending",
        "cannot write: the connection is closed", "read: true",
      ])
  }

  @Test func `a port in use, a port without a listener and an invalid host have different errors`() throws {
    let listener = try TCPListener(on: loop) { $0.close() }
    let port = listener.address.port
    let inUse = #expect(throws: SocketError.self) { try TCPListener(port: port, on: loop) { _ in } }
    #expect("\(try #require(inUse))" == "cannot listen on 127.0.0.1:\(port): Address already in use")
    listener.close()
    let errors = LoopConfined<[String]>([], on: loop)
    loop.schedule(after: .milliseconds(5)) {
      TCPConnection.connect(to: "127.0.0.1", port: port, on: loop) { result in
        if case .failure(let error) = result { errors.value.append("\(error)") }
      }
    }
    #expect(loop.run().isClean)
    #expect(errors.value == ["cannot connect to 127.0.0.1:\(port): Connection refused"])
    #expect(throws: SocketError.self) { try TCPListener(host: "256.1.1.1", on: loop) { _ in } }
  }

  @Test func `no descriptor is left open, with or without a call of close`() throws {
    // The others of this suite run beside it, so only sockets on this listener's port are counted.
    let accepted = LoopConfined(0, on: loop)
    let listener = try TCPListener(on: loop) { connection in
      accepted.value += 1
      // Forgotten at once: it closes itself, and the client sees the end.
      _ = connection
    }
    let ends = LoopConfined(0, on: loop)
    for _ in 0..<20 {
      connect(to: listener) { connection in
        connection.receive { result in
          if (try? result.get())?.isEmpty == true { ends.value += 1 }
          connection.close()
          if ends.value == 20 { listener.close() }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(accepted.value == 20)
    #expect(ends.value == 20)
  }
}

extension Result {
  fileprivate var isCancellation: Bool {
    if case .failure(let error) = self { error is CancellationError } else { false }
  }
}
