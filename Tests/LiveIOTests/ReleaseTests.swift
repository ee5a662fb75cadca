// What a limit, a connection or a server holds may use it when it is released.

import Callbacks
import EventLoops
import Synchronization
import Testing

@testable import LiveIO

@Suite("Releases in live servers", .timeLimit(.minutes(2)))
struct ReleaseTests {
  /// Acts when it is released.
  private final class Token: Cancellable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    func cancel() {}
    deinit { body() }
  }

  @Test func `the body of a limit that is replaced or cancelled may use the limit when it goes`() async {
    await #expect(processExitsWith: .success) {
      let loop = LiveEventLoop(name: "live")
      let deadline = Deadline("limit", on: loop)
      deadline.set(.seconds(60)) { [token = Token { deadline.set(.seconds(50)) {} }] in _ = token }
      deadline.set(.seconds(60)) {}
      deadline.set(.seconds(60)) { [token = Token { deadline.set(.seconds(50)) {} }] in _ = token }
      deadline.cancel()
      deadline.cancel()
    }
  }

  @Test func `a handler's work may call the completion when it goes`() async {
    await #expect(processExitsWith: .success) {
      let loop = LiveEventLoop(name: "live")
      let server = try HTTPServer(on: loop) { _, completion in
        loop.post { completion(.success(HTTPResponse(text: "first"))) }
        return Token { completion(.success(HTTPResponse(text: "second"))) }
      }
      let answer = Mutex("")
      converse(with: server, on: loop, [(.zero, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]) { text in
        answer.withLock { $0 = text }
        server.stop(within: .seconds(5)) { _ in }
      }
      precondition(loop.run().isClean)
      precondition(answer.withLock { $0.hasSuffix("first") })
    }
  }

  @Test func `a connection's watch of the other side may use the connection when it is replaced`() async {
    await #expect(processExitsWith: .success) {
      let loop = LiveEventLoop(name: "live")
      let server = try HTTPServer(on: loop) { _, completion in
        completion(.success(HTTPResponse(text: "")))
        return Uncancellable()
      }
      TCPConnection.connect(to: "127.0.0.1", port: server.address.port, on: loop) { result in
        guard let connection = try? result.get() else { fatalError("no connection") }
        connection.watchEnd { [token = Token { connection.watchEnd(nil) }] _ in _ = token }
        connection.watchEnd(nil)
        connection.close()
        server.stop(within: .seconds(5)) { _ in }
      }
      precondition(loop.run().isClean)
    }
  }

  @Test func `each call of stop completes at the end, also while an answer is made`() throws {
    let loop = LiveEventLoop(name: "live")
    let running = LoopConfined<HTTPServer?>(nil, on: loop)
    let told = LoopConfined<[String]>([], on: loop)
    let server = try HTTPServer(on: loop) { _, completion in
      for name in ["first", "second"] {
        loop.post { running.value?.stop(within: .seconds(60)) { _ in told.withValue { $0.append(name) } } }
      }
      loop.post { completion(.success(HTTPResponse(text: "answer"))) }
      return Uncancellable()
    }
    running.value = server
    converse(with: server, on: loop, [(.zero, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")]) { _ in running.value = nil }
    #expect(loop.run().isClean)
    #expect(told.value == ["first", "second"])
  }
}
