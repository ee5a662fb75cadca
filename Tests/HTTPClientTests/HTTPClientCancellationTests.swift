// Requests that are cancelled in the middle of a body: the connection is closed at once, in every style.

import Callbacks
import EventLoops
import Foundation
import LiveIO
import Promises
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A request in one of the styles.
enum RequestStyle: String, CaseIterable, CustomTestStringConvertible {
  case callback, future, async
  var testDescription: String { rawValue }

  func begin(
    _ url: URL, by client: HTTPClient, on loop: LiveEventLoop, _ completion: @escaping Completion<HTTPClient.Answer>
  ) -> any Cancellable {
    switch self {
    case .callback: return client.get(url, completion: completion)
    case .future:
      let future: Future<HTTPClient.Answer> = client.get(url)
      future.whenComplete(completion)
      return future
    case .async: return startTask(on: loop, "request", completion) { try await client.get(url) }
    }
  }
}

@Suite("Cancelling requests of the HTTP client", .timeLimit(.minutes(2)))
struct HTTPClientCancellationTests {
  private let loop = LiveEventLoop(name: "client")

  /// How far a reply is when its request is cancelled.
  private static let beginnings = [
    "HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2000000\r\n",
  ]

  @Test(arguments: RequestStyle.allCases, beginnings)
  func `a cancelled request closes its connection in the middle of a body`(style: RequestStyle, beginning: String)
    throws
  {
    let request = LoopConfined<(any Cancellable)?>(nil, on: loop)
    let isFirst = LoopConfined(true, on: loop)
    // The server is as fast as it can be: it sends on whether or not anything is done in between.
    let server = try RawServer(on: loop) { connection, _ in
      connection.send(Array(beginning.utf8)) { _ in
        RawServer.sendForever([UInt8](repeating: 65, count: 65_536), on: connection) {
          guard isFirst.value else { return }
          isFirst.value = false
          request.value?.cancel()
        }
      }
    }
    let url = try server.url()
    let client = HTTPClient(on: loop)
    let cancellation = LoopConfined<Instant?>(nil, on: loop)
    loop.post {
      request.value = style.begin(url, by: client, on: loop) { result in
        if case .failure(is CancellationError) = result { cancellation.value = loop.now }
        server.close()
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    let log = server.log.value
    #expect(log.closed == 1)
    #expect(try #require(cancellation.value).duration(to: log.lastClose) < .seconds(2))
  }

  @Test(arguments: RequestStyle.allCases)
  func `a cancelled request that waits for a connection makes none`(style: RequestStyle) throws {
    let server = try RawServer(on: loop) { connection, _ in
      loop.schedule(after: .milliseconds(50)) {
        connection.send(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)) { _ in }
      }
    }
    let url = try server.url()
    let client = HTTPClient(on: loop, connections: 1)
    let log = LoopConfined<[String]>([], on: loop)
    @Sendable func note(_ name: String) -> Completion<HTTPClient.Answer> {
      { result in log.withValue { $0.append("\(name): \((try? result.get()).map { "\($0.status)" } ?? "none")") } }
    }
    loop.post {
      client.get(url, completion: note("first"))
      let second = style.begin(url, by: client, on: loop, note("second"))
      client.get(url) { result in
        note("third")(result)
        server.close()
      }
      loop.schedule(after: .milliseconds(10)) { second.cancel() }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["second: none", "first: 204", "third: 204"])
    #expect(server.log.value.requests.count == 2)
  }

  @Test func `a client that is closed cancels its requests in their order, and takes no further one`() throws {
    let client = HTTPClient(on: loop)
    let seen = LoopConfined(0, on: loop)
    let server = try RawServer(on: loop) { _, _ in
      seen.withValue { $0 += 1 }
      if seen.value == 3 { client.close() }
    }
    let url = try server.url()
    let log = LoopConfined<[String]>([], on: loop)
    @Sendable func get(_ name: String) {
      client.get(url) { result in
        if case .failure(is CancellationError) = result { log.withValue { $0.append(name) } }
        if name == "3" { get("late") }
        if name == "late" { server.close() }
      }
    }
    loop.post { for name in ["1", "2", "3"] { get(name) } }
    #expect(loop.run().isClean)
    #expect(log.value == ["1", "2", "3", "late"])
    #expect(server.log.value.closed == 3)
  }

  @Test func `a request may begin and be cancelled on any thread`() throws {
    let server = try RawServer(on: loop) { _, _ in }
    let url = try server.url()
    let client = HTTPClient(on: loop)
    let end = loop.expect("end") { (isCancelled: Bool) in
      #expect(isCancelled)
      server.close()
    }
    loop.post {
      DispatchQueue.global().async {
        let request: any Cancellable = client.get(url) { result in
          if case .failure(is CancellationError) = result { end.deliver(true) } else { end.deliver(false) }
        }
        request.cancel()
      }
    }
    #expect(loop.run().isClean)
  }
}
