// What the client sends, and where: targets, hosts, ports, and how many connections at a time.

import EventLoops
import Foundation
import LiveHTTPS
import LiveIO
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The requests of the HTTP client", .timeLimit(.minutes(2)))
struct HTTPRequestTests {
  private let loop = LiveEventLoop(name: "client")
  private static let reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  private func server(host: String = "127.0.0.1") throws -> RawServer {
    try RawServer(on: loop, host: host) { connection, _ in connection.send(Array(Self.reply.utf8)) { _ in } }
  }

  @Test func `a request has a target, a host, and closes the connection`() throws {
    let server = try server()
    let (result, report) = try HTTPClient.result(of: "/a", from: server, on: loop, by: HTTPClient(on: loop))
    #expect(try result?.get().text == "ok")
    #expect(report.isClean, "\(report)")
    #expect(
      server.log.value.requests == [
        "GET /a HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nUser-Agent: Braid\r\nAccept: */*\r\n"
          + "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
      ])
  }

  @Test(arguments: [
    ("", "/"), ("?q", "/?q"), ("/a%20b/%2F?x=%26&y=a+b#part", "/a%20b/%2F?x=%26&y=a+b"), ("/ü?é", "/%C3%BC?%C3%A9"),
    ("/a/../b/./c", "/b/c"), ("/a//b", "/a//b"), ("/%0d%0aX:%20y", "/%0d%0aX:%20y"), ("/a?b?c", "/a?b?c"),
  ])
  func `a target keeps its escapes and its query`(path: String, target: String) throws {
    let server = try server()
    let (result, _) = try HTTPClient.result(of: path, from: server, on: loop, by: HTTPClient(on: loop))
    #expect(try result?.get().status == 200)
    #expect(server.log.value.requests.first?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true, "\(server.log.value)")
  }

  @Test func `an IPv6 address keeps its brackets`() throws {
    // Some machines have no IPv6.
    guard let server = try? server(host: "::1") else { return }
    let (result, _) = try HTTPClient.result(from: server, on: loop, by: HTTPClient(on: loop))
    #expect(try result?.get().text == "ok")
    #expect(server.log.value.requests.first?.contains("\r\nHost: [::1]:\(server.port)\r\n") == true)
  }

  /// Gets what is at a URL, with the server closed behind it.
  private func get(_ url: String, _ server: RawServer) throws -> Result<HTTPClient.Answer, any Error>? {
    let url = try #require(URL(string: url))
    let client = HTTPClient(on: loop)
    let ended = LoopConfined<Result<HTTPClient.Answer, any Error>?>(nil, on: loop)
    loop.post {
      client.get(url) { result in
        ended.value = result
        server.close()
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    return ended.value
  }

  @Test func `a name is looked up, and the next address is tried when one refuses`() throws {
    let server = try server()
    let result = try get("http://localhost:\(server.port)/", server)
    #expect(try result?.get().text == "ok")
    #expect(server.log.value.requests.first?.contains("\r\nHost: localhost:\(server.port)\r\n") == true)
  }

  @Test func `a user and a password are sent as one word`() throws {
    let server = try server()
    _ = try get("http://me:p%40ss@127.0.0.1:\(server.port)/", server)
    #expect(server.log.value.requests.first?.contains("\r\nAuthorization: Basic bWU6cEBzcw==\r\n") == true)
  }

  @Test(arguments: [
    ("http://no.such.host.invalid/", URLError.Code.cannotFindHost, "no.such.host.invalid: there is no such host"),
    ("http://127.0.0.1:@/", .cannotConnectToHost, "127.0.0.1:@: nothing listens there"),
    ("ftp://127.0.0.1/", .unsupportedURL, "127.0.0.1: its address is of a scheme that cannot be fetched here"),
    ("http:///x", .badURL, "nowhere: there can be no such address"),
    ("http://a:70000/", .badURL, "a:70000: there can be no such address"),
  ])
  func `what cannot be asked for fails with the host and the reason`(
    text: String, code: URLError.Code, reason: String
  ) throws {
    let (server, closed) = (try server(), try server())
    closed.close()
    let result = try get(text.replacing("@", with: "\(closed.port)"), server)
    guard case .failure(let error as URLError) = result else {
      return #expect(Bool(false), "\(String(describing: result))")
    }
    #expect(error.code == code)
    #expect(error.localizedDescription == "no answer from " + reason.replacing("@", with: "\(closed.port)"))
  }

  @Test func `no more connections to a host are open than allowed`() throws {
    // A connection stays open until its reply has come.
    let (waiting, most) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop))
    let server = try RawServer(on: loop) { connection, _ in
      waiting.value += 1
      most.value = max(most.value, waiting.value)
      loop.schedule(after: .milliseconds(20)) {
        waiting.value -= 1
        connection.send(Array(Self.reply.utf8)) { _ in }
      }
    }
    let url = try server.url()
    let client = HTTPClient(on: loop, connections: 2)
    let (left, good) = (LoopConfined(7, on: loop), LoopConfined(0, on: loop))
    loop.post {
      for _ in 0..<7 {
        client.get(url) { result in
          if (try? result.get().text) == "ok" { good.withValue { $0 += 1 } }
          left.withValue { $0 -= 1 }
          if left.value == 0 { server.close() }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(good.value == 7)
    #expect(most.value == 2)
  }

  /// Replies whose taking must not depend on the client. Foundation on Linux refuses a status line without a reason, and traps
  /// at trailer fields.
  private static let replies = [
    reply, "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 304 Not Modified\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\nuntil the end",
    "HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\nbusy", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n" + reply,
  ]

  @Test(arguments: replies)
  func `a reply is taken as the system's client takes it`(text: String) throws {
    for isSystems in [false, true] {
      let loop = LiveEventLoop(name: "client")
      let client = HTTPClient(on: loop, secure: .system, securesAll: isSystems)
      let (result, _) = try HTTPClient.result(from: RawServer(on: loop, sending: text), on: loop, by: client)
      let answer = try #require(try result?.get(), "\(isSystems)")
      let (status, body) = Self.expected(of: text)
      #expect(answer.status == status && answer.text == body, "\(isSystems)")
    }
  }

  /// The last status in a text of replies, and the body behind it.
  private static func expected(of text: String) -> (Int, String) {
    let last = text.components(separatedBy: "HTTP/1.").last ?? ""
    let body = last.contains("chunked") ? "abcde" : last.components(separatedBy: "\r\n\r\n").dropFirst().joined()
    return (Int(last.dropFirst(2).prefix(3)) ?? 0, body)
  }
}
