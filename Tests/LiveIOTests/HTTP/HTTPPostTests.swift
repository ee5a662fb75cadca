// POST, on a server that takes it: the body comes to the handler, and other servers refuse it as before.

import Callbacks
import EventLoops
import LiveIO
import Testing

@Suite(.timeLimit(.minutes(2)))
struct `POST requests` {
  /// The answer of a server that returns what it is sent.
  private func answer(to text: String, allowsPost: Bool) throws -> String {
    let loop = LiveEventLoop(name: "post")
    var limits = HTTPLimits()
    limits.allowsPost = allowsPost
    let server = try HTTPServer(limits: limits, on: loop) { request, completion in
      loop.post { completion(.success(HTTPResponse(contentType: "text/plain", body: request.body))) }
      return Uncancellable()
    }
    let answer = LoopConfined("", on: loop)
    converse(with: server, on: loop, [(.zero, text)]) { received in
      answer.value = received
      server.stop(within: .seconds(5)) { _ in }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    return answer.value
  }

  private static let post = "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"

  @Test func `come to the handler with their body where they are allowed`() throws {
    #expect(try answer(to: Self.post, allowsPost: true).hasSuffix("\r\n\r\nhello"))
    #expect(try answer(to: Self.post, allowsPost: false).hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
  }

  @Test(arguments: [(true, "GET, HEAD, POST, OPTIONS"), (false, "GET, HEAD, OPTIONS")])
  func `are among the methods that a server names`(allowsPost: Bool, methods: String) throws {
    for method in ["OPTIONS", "DELETE"] {
      let text = try answer(to: "\(method) /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", allowsPost: allowsPost)
      #expect(text.contains("Allow: \(methods)\r\n"), "\(method)")
    }
  }
}
