// The character finder over TCP, against clients that behave and clients that do not.

import Callbacks
import Comparison
import EventLoops
import LiveIO
import Pipelines
import Testing

@testable import CommandLineInterface

/// A client that sends the given bytes and collects the response.
private struct Client: Sendable {
  let connection: TCPConnection
  private let received: LoopConfined<[UInt8]>

  static func connect(
    to server: FinderServer, on loop: LiveEventLoop, _ body: @escaping @Sendable (Client) -> Void
  ) {
    TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
      guard let connection = try? result.get() else {
        Issue.record("no connection")
        return
      }
      body(Client(connection: connection, received: LoopConfined([], on: loop)))
    }
  }

  /// Collects until the server ends, and closes.
  func collect(_ completion: @escaping @Sendable (String) -> Void) {
    connection.receive(upTo: 65_536) { result in
      guard let bytes = try? result.get(), !bytes.isEmpty else {
        connection.close()
        return completion(String(decoding: received.value, as: UTF8.self))
      }
      received.withValue { $0 += bytes }
      collect(completion)
    }
  }

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) {
    connection.send(bytes) { _ in }
  }
}

@Suite("The character finder over TCP", .timeLimit(.minutes(10)))
struct FinderServerTests {
  private let loop = LiveEventLoop(name: "finder")

  private func server(_ style: Style, limit: Int = 1_000) throws -> FinderServer {
    try FinderServer(host: "127.0.0.1", port: 0, style: style, limit: limit, on: loop) { _, _ in }
  }

  private func stop(_ server: FinderServer) {
    server.stop(within: .seconds(10)) { _ in }
  }

  private static let answer = "U+00AE \t®\tREGISTERED SIGN\r\n1 match for 'registered'\r\n"

  @Test(arguments: Style.allCases)
  func `a session is the program that runs on virtual time`(style: Style) throws {
    let server = try server(style)
    let text = LoopConfined("", on: loop)
    Client.connect(to: server, on: loop) { client in
      client.send("\r\nregistered\r\nnobody has this name\r\n\u{3}\r\n")
      client.collect { received in
        text.value = received
        stop(server)
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(text.value == "?> ?> \(Self.answer)?> No match for 'nobody has this name'\r\n?> ")
  }

  @Test(arguments: Style.allCases)
  func `a hundred clients at once get each their own answers, in order`(style: Style) throws {
    let server = try server(style)
    let left = LoopConfined(100, on: loop)
    let wrong = LoopConfined<[Int]>([], on: loop)
    for number in 0..<100 {
      // A word of each client's own, so that an answer that went astray is seen.
      let queries = (0..<10).map { "x\(number)y\($0)" }
      let expected = queries.map { "?> No match for '\($0)'\r\n" }.joined() + "?> "
      Client.connect(to: server, on: loop) { client in
        client.send(queries.map { $0 + "\n" }.joined())
        client.connection.endWriting()
        client.collect { received in
          if received != expected { wrong.value.append(number) }
          left.value -= 1
          if left.value == 0 { stop(server) }
        }
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(wrong.value == [])
    #expect(server.openCount == 0)
  }

  /// What a client may do to a server, and what it gets.
  struct Rudeness: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var answer: String

    init(testDescription: String, text: String, answer: String) {
      self.init(testDescription: testDescription, bytes: Array(text.utf8), answer: answer)
    }

    init(testDescription: String, bytes: [UInt8], answer: String) {
      (self.testDescription, self.bytes, self.answer) = (testDescription, bytes, answer)
    }
  }

  @Test(arguments: [
    Rudeness(testDescription: "garbage", text: String(repeating: "\u{7F}x", count: 50_000), answer: "1024 bytes."),
    Rudeness(
      testDescription: "a line of a megabyte", text: String(repeating: "a", count: 1_000_000), answer: "1024 bytes."),
    Rudeness(testDescription: "nothing at all", text: "", answer: "?> "),
    Rudeness(testDescription: "half a line", text: "regis", answer: "?> "),
    Rudeness(testDescription: "a line that is not UTF-8", bytes: [0xFF, 0xC0, 0x80, 0x0A], answer: "?> "),
  ])
  func `a rude client is answered or let go, and the others notice nothing`(rudeness: Rudeness) throws {
    for style in Style.allCases {
      let loop = LiveEventLoop(name: "finder")
      let server = try FinderServer(host: "127.0.0.1", port: 0, style: style, on: loop) { _, _ in }
      let polite = LoopConfined("", on: loop)
      Client.connect(to: server, on: loop) { rude in
        rude.send(rudeness.bytes)
        rude.connection.endWriting()
        rude.collect { received in
          #expect(received.contains(rudeness.answer), "\(style)")
          Client.connect(to: server, on: loop) { client in
            client.send("registered\n\u{3}\n")
            client.collect { received in
              polite.value = received
              server.stop(within: .seconds(10)) { farewell in #expect(farewell.cut == 0) }
            }
          }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(style): \(report)")
      #expect(polite.value == "?> \(Self.answer)?> ")
    }
  }

  @Test(arguments: Style.allCases)
  func `a client that goes away in the middle of an answer leaves nothing behind`(style: Style) throws {
    let server = try server(style)
    let left = LoopConfined(20, on: loop)
    for _ in 0..<20 {
      Client.connect(to: server, on: loop) { client in
        client.send("letter\nletter\nletter\n")
        client.connection.receive(upTo: 100) { _ in
          client.connection.close()
          left.value -= 1
          if left.value == 0 { stop(server) }
        }
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(server.openCount == 0)
  }

  @Test(arguments: Style.allCases)
  func `a session that asks nothing, or takes no answer, ends when the patience is over`(style: Style) throws {
    let server = try FinderServer(
      host: "127.0.0.1", port: 0, style: style, patience: .milliseconds(200), on: loop
    ) { _, _ in }
    let deaf = LoopConfined<Client?>(nil, on: loop)
    Client.connect(to: server, on: loop) { client in
      deaf.value = client
      client.send(String(repeating: "cjk\n", count: 40))
    }
    Client.connect(to: server, on: loop) { idle in
      idle.collect { received in #expect(received == "?> ") }
    }
    @Sendable func stopWhenEmpty() {
      guard server.openCount == 0 else {
        loop.schedule(after: .milliseconds(20), stopWhenEmpty)
        return
      }
      deaf.value?.connection.close()
      stop(server)
    }
    loop.schedule(after: .milliseconds(100), stopWhenEmpty)
    let report = loop.run()
    #expect(report.isClean, "\(report)")
  }

  @Test func `a client beyond the limit gets a message`() throws {
    let server = try server(.callback, limit: 1)
    let texts = LoopConfined<[String]>([], on: loop)
    Client.connect(to: server, on: loop) { first in
      first.connection.receive(upTo: 100) { _ in
        Client.connect(to: server, on: loop) { second in
          second.collect { received in
            texts.value.append(received)
            first.connection.close()
            server.stop(within: .seconds(10)) { farewell in
              #expect("\(farewell)" == "answered 0 queries in 1 sessions, turned away 1, cut off 0")
            }
          }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(texts.value == ["Too many sessions are open; come back later.\r\n"])
  }

  @Test(arguments: Style.allCases)
  func `stopping ends idle sessions, and disconnects clients that do not read before the deadline`(style: Style) throws
  {
    let (stopping, cut) = (LoopConfined<FinderServer?>(nil, on: loop), LoopConfined(-1, on: loop))
    let deaf = LoopConfined<Client?>(nil, on: loop)
    let server = try FinderServer(host: "127.0.0.1", port: 0, style: style, on: loop) { _, line in
      // The answer to the first query is on its way to a client that does not read it.
      guard line.contains("query"), let server = stopping.withValue({ $0.take() }) else { return }
      server.stop(within: .milliseconds(500)) { farewell in
        cut.value = farewell.cut
        deaf.value?.connection.close()
      }
    }
    stopping.value = server
    Client.connect(to: server, on: loop) { idle in
      idle.collect { received in #expect(received == "?> ") }
      Client.connect(to: server, on: loop) { client in
        deaf.value = client
        client.send(String(repeating: "cjk\n", count: 40))
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(cut.value == 1)
  }
}
