// The HTTP server against clients that behave and clients that do not, over loopback.
//
// Long, because all of them talk to one kind of server.

import Callbacks
import EventLoops
import Foundation
import LiveIO
import Promises
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A server that answers with the path, in one of the styles.
enum EchoServer: String, CaseIterable, Sendable {
  case callback, future, async

  func start(on loop: LiveEventLoop, limits: HTTPLimits = HTTPLimits()) throws -> HTTPServer {
    switch self {
    case .callback:
      try HTTPServer(limits: limits, on: loop) { request, completion in
        loop.post { completion(Self.answer(request)) }
        return Uncancellable()
      }
    case .future:
      try HTTPServer(limits: limits, on: loop) { request in
        let promise = Promise<HTTPResponse>(on: loop, "answer")
        loop.post { promise.complete(with: Self.answer(request)) }
        return promise.future
      }
    case .async:
      try HTTPServer(limits: limits, on: loop) { request async throws in
        try await loop.sleep(for: .zero)
        return try Self.answer(request).get()
      }
    }
  }

  private static func answer(_ request: HTTPRequest) -> Result<HTTPResponse, any Error> {
    if request.path == "/missing" { return .failure(HTTPFailure.notFound) }
    if request.path == "/defect" { return .failure(CancellationError()) }
    if request.path == "/large" { return .success(HTTPResponse(text: String(repeating: "x", count: 20_000_000))) }
    return .success(HTTPResponse(text: "you asked for \(request.path)"))
  }
}

@Suite("The HTTP server", .timeLimit(.minutes(10)))
struct HTTPServerTests {
  private let loop = LiveEventLoop(name: "http")

  /// The conversation of one client with a server of one style.
  private func answer(
    _ style: EchoServer, to text: String, limits: HTTPLimits = HTTPLimits(), endsWriting: Bool = true
  ) throws -> String {
    let server = try style.start(on: loop, limits: limits)
    let answer = LoopConfined("", on: loop)
    converse(with: server, on: loop, [(.zero, text)], endsWriting: endsWriting) { received in
      answer.value = received
      server.stop(within: .seconds(5)) { _ in }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    return answer.value
  }

  @Test(arguments: EchoServer.allCases)
  func `answers GET and HEAD, several requests a connection, in order`(style: EchoServer) throws {
    let text = try answer(
      style,
      to: "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        + "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let head = "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 16\r\nX-Content-Type-Options: nosniff\r\n"
    #expect(
      text == "HTTP/1.1 200 OK\r\n\(head)Connection: keep-alive\r\n\r\nyou asked for /1"
        + "HTTP/1.1 200 OK\r\n\(head)Connection: keep-alive\r\n\r\n"
        + "HTTP/1.1 200 OK\r\n\(head)Connection: close\r\n\r\nyou asked for /3")
  }

  @Test(arguments: [
    ("GET /missing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404 Not Found"),
    ("GET /defect HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "500 Internal Server Error"),
    ("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "405 Method Not Allowed"),
    ("BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "501 Not Implemented"),
    ("hello\r\n\r\n", "400 Bad Request"),
    ("GET /" + String(repeating: "x", count: 100_000), "414 URI Too Long"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", "413 Content Too Large"),
  ])
  func `says by the status what is wrong, and closes`(request: String, status: String) throws {
    for style in EchoServer.allCases {
      let loop = LiveEventLoop(name: "http")
      let server = try style.start(on: loop)
      let answer = LoopConfined("", on: loop)
      converse(with: server, on: loop, [(.zero, request)]) { received in
        answer.value = received
        server.stop(within: .seconds(5)) { _ in }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(answer.value.hasPrefix("HTTP/1.1 \(status)\r\n"), "\(style): \(answer.value.prefix(80))")
      #expect(answer.value.contains("Connection: close\r\n"))
    }
  }

  @Test func `a client that is too slow with its request gets a 408`() throws {
    var limits = HTTPLimits()
    limits.requestTime = .milliseconds(20)
    let text = try answer(.callback, to: "GET / HT", limits: limits, endsWriting: false)
    #expect(text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
  }

  @Test func `a client that sends a byte at a time gets no more time by it`() throws {
    var limits = HTTPLimits()
    limits.requestTime = .milliseconds(100)
    // Each byte comes long before the limit, and a limit that began anew with each would never be over.
    let server = try EchoServer.callback.start(on: loop, limits: limits)
    let request = Array("GET / HTTP/1.1\r\nHost: ".utf8) + Array(repeating: UInt8(ascii: "a"), count: 4_000)
    let text = LoopConfined("", on: loop)
    TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
      guard let client = try? result.get() else { return }
      let isOver = LoopConfined(false, on: loop)
      @Sendable func drip(_ rest: ArraySlice<UInt8>) {
        guard let first = rest.first, !isOver.value else { return }
        client.send([first]) { _ in }
        loop.schedule(after: .milliseconds(2)) { drip(rest.dropFirst()) }
      }
      drip(request[...])
      client.receive { bytes in
        text.value = String(decoding: (try? bytes.get()) ?? [], as: UTF8.self)
        isOver.value = true
        client.close()
        server.stop(within: .seconds(5)) { _ in }
      }
    }
    #expect(loop.run().isClean)
    #expect(text.value.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
  }

  @Test func `a client that says nothing is let go`() throws {
    var limits = HTTPLimits()
    limits.idleTime = .milliseconds(20)
    #expect(try answer(.callback, to: "", limits: limits, endsWriting: false) == "")
  }

  @Test func `a client that does not read is let go, and the others are served meanwhile`() throws {
    var limits = HTTPLimits()
    limits.answerTime = .seconds(1)
    let server = try EchoServer.async.start(on: loop, limits: limits)
    let done = LoopConfined(0, on: loop)
    TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
      guard let deaf = try? result.get() else { return }
      deaf.send(Array("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".utf8)) { _ in }
      for _ in 0..<10 {
        converse(
          with: server, on: loop, [(.zero, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
        ) { received in
          #expect(received.hasSuffix("you asked for /"))
          done.value += 1
          guard done.value == 10 else { return }
          server.stop(within: .seconds(10)) { farewell in
            #expect(farewell.cut == 0)
            deaf.close()
          }
        }
      }
    }
    #expect(loop.run().isClean)
    #expect(done.value == 10)
  }

  @Test func `connections beyond the limit are turned away with 503`() throws {
    var limits = HTTPLimits()
    limits.connections = 2
    let server = try EchoServer.callback.start(on: loop, limits: limits)
    let answers = LoopConfined<[String]>([], on: loop)
    let request = Array("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
    let clients = LoopConfined<[TCPConnection]>([], on: loop)
    for _ in 0..<5 {
      TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
        guard let client = try? result.get() else { return }
        clients.withValue { $0.append(client) }
        client.receive { bytes in
          answers.withValue { $0.append(String(decoding: ((try? bytes.get()) ?? []).prefix(12), as: UTF8.self)) }
          client.close()
          if answers.value.count == 5 {
            server.stop(within: .seconds(5)) { farewell in #expect(farewell.refused == 3) }
          }
        }
        // No client sends a request before all are connected and the server has accepted them.
        guard clients.value.count == 5 else { return }
        loop.schedule(after: .milliseconds(100)) { for client in clients.value { client.send(request) { _ in } } }
      }
    }
    #expect(loop.run().isClean)
    #expect(answers.value.sorted() == ["HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 503", "HTTP/1.1 503", "HTTP/1.1 503"])
  }

  /// A server whose handler is stopped as soon as it is at work, and takes `duration` for its answer.
  private func serverThatStops(
    within limit: Duration, answeringAfter duration: Duration,
    _ completion: @escaping @Sendable (HTTPServer.Farewell) -> Void
  ) throws -> HTTPServer {
    let server = LoopConfined<HTTPServer?>(nil, on: loop)
    let opened = try HTTPServer(on: loop) { _ async throws in
      server.value?.stop(within: limit, completion: completion)
      try await loop.sleep(for: duration)
      return HTTPResponse(text: "late")
    }
    server.value = opened
    return opened
  }

  @Test func `stopping finishes what is in flight and closes what is idle`() throws {
    let server = try serverThatStops(within: .seconds(20), answeringAfter: .milliseconds(20)) { farewell in
      #expect((farewell.answered, farewell.refused, farewell.cut) == (1, 0, 0))
    }
    let texts = LoopConfined<[String]>([], on: loop)
    // The idle one is accepted first, since it was the first to connect.
    TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
      guard let idle = try? result.get() else { return }
      idle.receive { bytes in
        texts.withValue { $0.append("idle: \((try? bytes.get())?.count ?? -1)") }
        idle.close()
      }
      converse(with: server, on: loop, [(.zero, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")], endsWriting: false) { received in
        texts.withValue { $0.append(String(received.suffix(4))) }
      }
    }
    #expect(loop.run().isClean)
    #expect(texts.value == ["idle: 0", "late"])
  }

  @Test func `a handler that never answers is cut off when the server's patience ends`() throws {
    let server = try serverThatStops(within: .milliseconds(20), answeringAfter: .seconds(3_600)) { farewell in
      #expect((farewell.answered, farewell.refused, farewell.cut) == (0, 0, 1))
    }
    converse(with: server, on: loop, [(.zero, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")], endsWriting: false) { _ in }
    #expect(loop.run().isClean)
  }

  @Test(arguments: EchoServer.allCases)
  func `understands an ordinary client`(style: EchoServer) async throws {
    let server = try style.start(on: loop)
    let port = server.address.port
    async let report = loop.runUntilDone()
    let session = URLSession(configuration: .ephemeral)
    for path in ["first", "second", "missing"] {
      let url = try #require(URL(string: "http://127.0.0.1:\(port)/\(path)"))
      let (data, response) = try await session.data(from: url)
      let status = (response as? HTTPURLResponse)?.statusCode
      #expect(status == (path == "missing" ? 404 : 200))
      if path != "missing" { #expect(String(decoding: data, as: UTF8.self) == "you asked for /\(path)") }
    }
    // The client keeps its connection; a server that stops closes it and does not wait for its patience to end.
    loop.post { server.stop(within: .seconds(3_600)) { farewell in #expect(farewell.answered == 3) } }
    #expect(await report.isClean)
    session.invalidateAndCancel()
  }
}

/// What the server does by itself, before any handler: expectations, options, requests by way of a proxy.
@Suite("What the HTTP server answers by itself", .timeLimit(.minutes(2)))
struct HTTPServerByItselfTests {
  private let loop = LiveEventLoop(name: "http")

  private func answer(
    to pieces: [String], limits: HTTPLimits = HTTPLimits(), endsWriting: Bool = true, style: EchoServer = .callback
  ) throws -> String {
    let server = try style.start(on: loop, limits: limits)
    let answer = LoopConfined("", on: loop)
    let sends = pieces.enumerated().map { (after: Duration.milliseconds(30) * $0, text: $1) }
    converse(with: server, on: loop, sends, endsWriting: endsWriting) { received in
      answer.value = received
      server.stop(within: .seconds(5)) { _ in }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    return answer.value
  }

  @Test(arguments: EchoServer.allCases)
  func `reads a chunked body, and serves the request behind it`(style: EchoServer) throws {
    let text = try answer(
      to: [
        "GET /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", "0\r\nX: 1\r\n",
        "\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      ], endsWriting: false, style: style)
    #expect(text.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == 3)
    #expect(text.contains("you asked for /1") && text.hasSuffix("you asked for /2"))
  }

  @Test func `serves a request by its absolute target`() throws {
    let text = try answer(to: ["GET http://a/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"])
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.hasSuffix("you asked for /x"))
  }

  @Test(arguments: ["*", "/x"])
  func `answers OPTIONS with the methods that it serves`(target: String) throws {
    let text = try answer(to: ["OPTIONS \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"])
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("Content-Length: 0\r\n") && text.contains("Allow: GET, HEAD, OPTIONS\r\n"))
  }

  @Test func `answers Expect: 100-continue before the body`() throws {
    let head = "GET /x HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"
    let text = try answer(to: [head, "ab"], endsWriting: false)
    #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    #expect(text.hasSuffix("you asked for /x"))
  }

  @Test(arguments: [
    // The body is there already, or there is none, or the client is of a version that does not know of it.
    "GET /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab",
    "GET /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
    "GET /x HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab",
  ])
  func `sends no 100 where the client does not wait for it`(request: String) throws {
    #expect(try answer(to: [request]).hasPrefix("HTTP/1.1 200 OK\r\n"))
  }

  @Test(arguments: [
    ("PUT /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", "405 Method Not Allowed"),
    ("PUT /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 64001\r\n\r\n", "413 Content Too Large"),
    ("GET /x HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 2\r\n\r\n", "417 Expectation Failed"),
  ])
  func `refuses before the body what it would refuse behind it`(request: String, status: String) throws {
    // The client sends no body and does not end: without an answer, this would last.
    let text = try answer(to: [request], endsWriting: false)
    #expect(text.hasPrefix("HTTP/1.1 \(status)\r\n"))
    #expect(text.contains("Connection: close\r\n"))
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a",
    "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n",
  ])
  func `a body that does not come to its end in time is not waited for`(request: String) throws {
    var limits = HTTPLimits()
    limits.requestTime = .milliseconds(100)
    let text = try answer(to: [request], limits: limits, endsWriting: false)
    #expect(text.contains("HTTP/1.1 408 Request Timeout\r\n"))
  }
}
