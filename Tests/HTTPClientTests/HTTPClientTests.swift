// The HTTP client: how long it waits for a server that says nothing.

import Callbacks
import EventLoops
import Foundation
import LiveIO
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The HTTP client", .timeLimit(.minutes(2)))
struct HTTPClientTests {
  private let loop = LiveEventLoop(name: "client")

  /// A listener that reads what comes, and calls `body` with each connection that has sent something.
  private func listener(_ body: @escaping @Sendable (TCPConnection) -> Void) throws -> TCPListener {
    try TCPListener(on: loop) { connection in
      connection.receive(upTo: 65_536) { result in
        guard let bytes = try? result.get(), !bytes.isEmpty else { return connection.close() }
        body(connection)
        @Sendable func drain() {
          connection.receive { result in
            if let bytes = try? result.get(), !bytes.isEmpty { drain() } else { connection.close() }
          }
        }
        drain()
      }
    }
  }

  private func url(of listener: TCPListener) throws -> URL {
    try #require(URL(string: "http://127.0.0.1:\(listener.address.port)/"))
  }

  @Test(arguments: [Duration.milliseconds(400), .milliseconds(1_300)])
  func `the timeout counts fractions of a second`(timeout: Duration) throws {
    let listener = try listener { _ in }
    let url = try url(of: listener)
    let client = HTTPClient(on: loop, timeout: timeout)
    let (begin, end) = (LoopConfined(Instant.zero, on: loop), LoopConfined(Instant.zero, on: loop))
    let error = LoopConfined<URLError.Code?>(nil, on: loop)
    loop.post {
      begin.value = loop.now
      client.get(url) { result in
        if case .failure(let failure as URLError) = result { error.value = failure.code }
        end.value = loop.now
        client.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(error.value == .timedOut)
    let taken = begin.value.duration(to: end.value)
    #expect(taken >= timeout, "it took \(taken)")
  }

  @Test func `a server that says something again and again is waited for`() throws {
    let listener = try listener { connection in
      connection.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n".utf8)) { _ in }
      for (index, byte) in "hello".utf8.enumerated() {
        loop.schedule(after: .milliseconds(500) * (index + 1)) { connection.send([byte]) { _ in } }
      }
    }
    let url = try url(of: listener)
    let client = HTTPClient(on: loop, timeout: .milliseconds(1_900))
    let body = LoopConfined("", on: loop)
    loop.post {
      client.get(url) { result in
        body.value = (try? result.get()).map { String(decoding: $0.body, as: UTF8.self) } ?? "\(result)"
        client.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(body.value == "hello")
  }

  @Test func `a request that is answered in time leaves no timer behind`() throws {
    let listener = try listener { connection in
      connection.send(Array("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".utf8)) { _ in connection.close() }
    }
    let url = try url(of: listener)
    let client = HTTPClient(on: loop, timeout: .seconds(3_600))
    let status = LoopConfined(0, on: loop)
    loop.post {
      client.get(url) { result in
        status.value = (try? result.get().status) ?? -1
        client.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(status.value == 204)
  }

  /// The failure of a request to a server that answers each request by `answer`.
  private func failure(
    replyTime: Duration = .seconds(60), largestBody: Int = 1_000,
    _ answer: @escaping @Sendable (TCPConnection) -> Void
  ) throws -> HTTPClientFailure? {
    let listener = try listener(answer)
    let url = try url(of: listener)
    let client = HTTPClient(on: loop, replyTime: replyTime, largestBody: largestBody)
    let failure = LoopConfined<HTTPClientFailure?>(nil, on: loop)
    loop.post {
      client.get(url) { result in
        if case .failure(let error as HTTPClientFailure) = result { failure.value = error }
        client.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    return failure.value
  }

  @Test func `a reply that comes in small pieces ends at the limit on the whole`() throws {
    let ended = try failure(replyTime: .milliseconds(300)) { connection in
      @Sendable func trickle() {
        connection.send([65]) { result in
          if case .success = result { loop.schedule(after: .milliseconds(20), trickle) }
        }
      }
      connection.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".utf8)) { _ in trickle() }
    }
    #expect(ended == .replyTooSlow(limit: .milliseconds(300)))
  }

  @Test(arguments: [("", 1_001), ("Content-Length: 1001\r\n", 0), ("Content-Length: 1001\r\n", 1_001)])
  func `a body that is longer than the limit ends the request`(field: String, sent: Int) throws {
    let ended = try failure { connection in
      let head = Array("HTTP/1.1 200 OK\r\n\(field)Connection: close\r\n\r\n".utf8)
      connection.send(head + [UInt8](repeating: 65, count: sent)) { _ in }
    }
    #expect(ended == .bodyTooLarge(limit: 1_000))
  }

  @Test func `a body as long as the limit is taken`() throws {
    let ended = try failure { connection in
      let head = Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)
      connection.send(head + [UInt8](repeating: 65, count: 1_000)) { _ in connection.close() }
    }
    #expect(ended == nil)
  }

  @Test(arguments: ["", "H", "HTTP/1.1 200 OK\r\nX-Half: ", "HTTP/1.1 200 OK\r\n\r\nbody"])
  func `a cancelled request fails with a cancellation, however far the reply is`(begun: String) throws {
    let request = LoopConfined<(any Cancellable)?>(nil, on: loop)
    let listener = try listener { connection in
      connection.send(Array(begun.utf8)) { _ in
        loop.schedule(after: .milliseconds(50)) { request.value?.cancel() }
      }
    }
    let url = try url(of: listener)
    let client = HTTPClient(on: loop)
    let isCancelled = LoopConfined(false, on: loop)
    loop.post {
      request.value = client.get(url) { result in
        if case .failure(is CancellationError) = result { isCancelled.value = true }
        client.close()
        listener.close()
      }
    }
    #expect(loop.run().isClean)
    #expect(isCancelled.value)
  }
}
