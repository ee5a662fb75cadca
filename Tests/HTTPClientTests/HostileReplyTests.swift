// Servers that send too much, too slowly, or what is no reply: each ends with its error, and the connection is closed.

import EventLoops
import Foundation
import LiveIO
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The HTTP client under hostile servers", .timeLimit(.minutes(2)))
struct HostileReplyTests {
  private let loop = LiveEventLoop(name: "client")
  private static let head = "HTTP/1.1 200 OK\r\n"

  private func result(
    replyTime: Duration = .seconds(60), from server: RawServer
  ) throws -> Result<HTTPClient.Answer, any Error>? {
    let client = HTTPClient(on: loop, replyTime: replyTime, largestBody: 1_000)
    let (result, report) = try HTTPClient.result(from: server, on: loop, by: client)
    #expect(report.isClean, "\(report)")
    #expect(server.log.value.closed == 1)
    return result
  }

  /// The heads of bodies that never end, and the pieces of these.
  private static let endless: [(field: String, piece: String)] = [
    ("", String(repeating: "a", count: 65_536)),
    ("Content-Length: 99999999999\r\n", String(repeating: "a", count: 65_536)),
    ("Transfer-Encoding: chunked\r\n", "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"),
    ("Transfer-Encoding: chunked\r\n", String(repeating: "1\r\na\r\n", count: 10_000)),
  ]

  @Test(arguments: endless)
  func `a body that never ends is cut off at the limit, however fast it comes`(field: String, piece: String) throws {
    let sent = LoopConfined(0, on: loop)
    let server = try RawServer(on: loop) { connection, _ in
      connection.send(Array("\(Self.head)\(field)\r\n".utf8)) { _ in
        RawServer.sendForever(Array(piece.utf8), on: connection) { sent.withValue { $0 += piece.utf8.count } }
      }
    }
    #expect(excess(of: try result(from: server)) == .bodyTooLarge(limit: 1_000))
    // What the systems of both sides hold back.
    #expect(sent.value < 32 << 20)
  }

  @Test(arguments: [
    "\(head)A: ", "\(head)", "HTTP/1.1 200 ", "HTTP/1.1 100 Continue\r\n\r\n",
  ])
  func `a head that never ends is cut off at the limit`(start: String) throws {
    let piece =
      switch start {
      case Self.head: "X: " + String(repeating: "a", count: 1_000) + "\r\n"
      case let start where start.contains("100"): start
      default: String(repeating: "a", count: 1_000)
      }
    let server = try RawServer(on: loop) { connection, _ in
      connection.send(Array(start.utf8)) { _ in RawServer.sendForever(Array(piece.utf8), on: connection) }
    }
    #expect(excess(of: try result(from: server)) == .headTooLarge(limit: 64_000))
  }

  @Test func `too many fields are cut off`() throws {
    let server = try RawServer(on: loop) { connection, _ in
      connection.send(Array((Self.head + String(repeating: "A: b\r\n", count: 501)).utf8)) { _ in }
    }
    #expect(excess(of: try result(from: server)) == .headTooLarge(limit: 64_000))
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH\r\n", "x", "HTTP/1.1 200 OK\n\n",
    "\(head)Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
    "\(head)Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n",
    "\(head)Transfer-Encoding: chunked\r\n\r\n9\r\nhello\r\n0\r\n\r\n",
    "\(head)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
  ])
  func `what is no reply ends the request, although the server does not close`(text: String) throws {
    let server = try RawServer(on: loop) { connection, _ in connection.send(Array(text.utf8)) { _ in } }
    #expect(code(of: try result(from: server)) == .cannotParseResponse)
  }

  @Test(arguments: [
    "", "HTTP/1.1 2", head, "\(head)Content-Length: 10\r\n\r\nab", "\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  ])
  func `a reply that breaks off is never taken for a whole one`(text: String) throws {
    #expect(code(of: try result(from: RawServer(on: loop, sending: text))) == .badServerResponse)
  }

  @Test func `a body with a coding that was not asked for is not taken for the body`() throws {
    let server = try RawServer(on: loop, sending: "\(Self.head)Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
    #expect(code(of: try result(from: server)) == .cannotDecodeContentData)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nA: ", "\(head)Content-Length: 900\r\n\r\n", "\(head)Transfer-Encoding: chunked\r\n\r\n1;",
  ])
  func `a reply that comes a byte at a time ends at the limit on the whole`(start: String) throws {
    let server = try RawServer(on: loop) { connection, _ in
      @Sendable func trickle() {
        connection.send([65]) { result in
          if case .success = result { loop.schedule(after: .milliseconds(20), trickle) }
        }
      }
      connection.send(Array(start.utf8)) { _ in trickle() }
    }
    let limit = Duration.milliseconds(200)
    #expect(excess(of: try result(replyTime: limit, from: server)) == .replyTooSlow(limit: limit))
  }

  @Test func `a reset connection is an error with the host and the reason`() throws {
    let server = try RawServer(on: loop, sending: "")
    let url = try server.url("/x")
    let result = try result(from: server)
    guard case .failure(let error as URLError) = result else {
      return #expect(Bool(false), "\(String(describing: result))")
    }
    #expect(error.failingURL?.host == url.host && error.failingURL?.port == url.port)
    #expect(error.localizedDescription == "no answer from 127.0.0.1:\(server.port): it sent no complete HTTP reply")
  }
}
