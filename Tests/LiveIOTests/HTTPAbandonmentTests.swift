// A client that goes away while its answer is made: the handler is cancelled at once, in every style.

import Callbacks
import EventLoops
import LiveIO
import Promises
import Testing

/// Work that takes an hour and tells when it is cancelled, in one of the styles.
private enum SlowServer: String, CaseIterable, CustomTestStringConvertible {
  case callback, future, async
  var testDescription: String { rawValue }

  func start(
    on loop: LiveEventLoop, takes duration: Duration, _ note: @escaping @Sendable (String) -> Void
  ) throws -> HTTPServer {
    // Longer than any test: what calls the handler off is the client alone.
    var limits = HTTPLimits()
    limits.answerTime = .seconds(3_600)
    switch self {
    case .callback:
      return try HTTPServer(limits: limits, on: loop) { _, completion in
        note("begun")
        let timer = loop.schedule(after: duration) { completion(.success(HTTPResponse(text: "late"))) }
        return Handle {
          if timer.cancel() { note("cancelled") }
        }
      }
    case .future:
      return try HTTPServer(limits: limits, on: loop) { _ in
        note("begun")
        let promise = Promise<HTTPResponse>(on: loop, "answer")
        let timer = loop.schedule(after: duration) { promise.succeed(HTTPResponse(text: "late")) }
        promise.onCancel {
          guard timer.cancel() else { return }
          note("cancelled")
          promise.fail(CancellationError())
        }
        return promise.future
      }
    case .async:
      return try HTTPServer(limits: limits, on: loop) { _ async throws in
        note("begun")
        do {
          try await loop.sleep(for: duration)
        } catch {
          note("cancelled")
          throw error
        }
        return HTTPResponse(text: "late")
      }
    }
  }

  private struct Handle: Cancellable {
    let onCancel: @Sendable () -> Void
    func cancel() { onCancel() }
  }
}

@Suite("A client that goes while its answer is made", .timeLimit(.minutes(2)))
struct HTTPAbandonmentTests {
  private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private let loop = LiveEventLoop(name: "http")

  /// How a client leaves.
  enum Leaving: String, CaseIterable, CustomTestStringConvertible {
    case closes
    case endsWritingAndCloses
    case closesBehindASecondRequest
    var testDescription: String { rawValue }
  }

  @Test(arguments: SlowServer.allCases, Leaving.allCases)
  private func `the handler is cancelled when the client has gone`(style: SlowServer, leaving: Leaving) throws {
    let log = LoopConfined<[String]>([], on: loop)
    let (client, server) = (LoopConfined<TCPConnection?>(nil, on: loop), LoopConfined<HTTPServer?>(nil, on: loop))
    let patience = LoopConfined<ScheduledTimer?>(nil, on: loop)
    let opened = try style.start(on: loop, takes: .seconds(3_600)) { note in
      log.withValue { $0.append(note) }
      if note == "begun" {
        switch leaving {
        case .closes: client.value?.close()
        case .endsWritingAndCloses:
          client.value?.endWriting()
          loop.schedule(after: .milliseconds(20)) { client.value?.close() }
        case .closesBehindASecondRequest:
          client.value?.send(Array(Self.request.utf8)) { _ in client.value?.close() }
        }
      } else {
        loop.post {
          #expect(server.value?.openCount == 0)
          patience.value?.cancel()
          server.value?.stop(within: .zero) { #expect($0.answered == 0) }
        }
      }
    }
    server.value = opened
    patience.value = loop.schedule(after: .seconds(20)) { opened.stop(within: .zero) { _ in log.value.append("cut") } }
    TCPConnection.connect(to: "127.0.0.1", port: opened.address.port, on: loop) { result in
      client.value = try? result.get()
      client.value?.send(Array(Self.request.utf8)) { _ in }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(log.value == ["begun", "cancelled"])
  }

  @Test(arguments: SlowServer.allCases)
  private func `a client that has only ended its writing gets the whole answer, byte for byte`(style: SlowServer) throws
  {
    let log = LoopConfined<[String]>([], on: loop)
    let server = try style.start(on: loop, takes: .milliseconds(60)) { note in log.withValue { $0.append(note) } }
    let text = LoopConfined("", on: loop)
    converse(with: server, on: loop, [(.zero, Self.request + Self.request)]) { received in
      text.value = received
      server.stop(within: .seconds(5)) { #expect($0.answered == 2) }
    }
    #expect(loop.run().isClean)
    let answer =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 4\r\n"
      + "X-Content-Type-Options: nosniff\r\nConnection: keep-alive\r\n\r\nlate"
    #expect(text.value == answer + answer)
    #expect(log.value == ["begun", "begun"])
  }
}
