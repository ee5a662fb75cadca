// The lab's server: the page and its parts, and one address for all questions.

import EventLoops
package import LiveIO

/// Serves the lab on a live loop.
package final class LabServer: Sendable {
  private let server: HTTPServer
  private let lab: Lab

  /// The address on which it listens.
  package var address: SocketAddress { server.address }

  /// Begins to serve.
  ///
  /// - Parameters:
  ///   - lab: Answers the questions.
  ///   - host: The address to listen on.
  ///   - port: The port; 0 for any.
  ///   - loop: The loop on which it serves. The answers themselves are made on other threads.
  /// - Throws: `SocketError` if it cannot listen on the address.
  package init(_ lab: Lab, host: String = "127.0.0.1", port: UInt16 = 0, on loop: LiveEventLoop) throws(SocketError) {
    self.lab = lab
    let pool = WorkerPool(name: "lab", width: lab.limits.parallel)
    // The port is known when the server listens, and so is then what a request may name.
    let own = LoopConfined<LabGuard?>(nil, on: loop)
    server = try HTTPServer(host: host, port: port, limits: Self.limits(of: lab), on: loop) { request, completion in
      let own = own.value
      return pool.run("answer to \(request.path)", on: loop) {
        Self.response(to: request, allowedBy: own, lab)
      } completion: {
        completion($0)
      }
    }
    own.value = LabGuard(address: server.address.host, host: host, port: server.address.port)
  }

  /// Stops at once: searches are ended, and connections are closed.
  ///
  /// - Parameter completion: Called on the loop when no connection is open any more.
  package func stop(completion: @escaping @Sendable (HTTPServer.Farewell) -> Void) {
    lab.stop()
    server.stop(within: .zero, completion: completion)
  }

  /// The limits of the server of a lab.
  static func limits(of lab: Lab) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.allowsPost = true
    limits.body = lab.limits.body
    limits.connections = lab.limits.connections
    return limits
  }

  /// The response to a request.
  ///
  /// - Parameter own: Decides which requests may be answered; nil before the server knows its port.
  static func response(to request: HTTPRequest, allowedBy own: LabGuard?, _ lab: Lab) -> HTTPResponse {
    guard let own else { return HTTPResponse(.unavailable) }
    return own.refusal(of: request) ?? response(to: request, lab)
  }

  /// The response to a request that may be answered.
  static func response(to request: HTTPRequest, _ lab: Lab) -> HTTPResponse {
    guard request.path == LabPage.questionPath else {
      guard request.method != "POST" else { return notAllowed(but: "GET, HEAD, OPTIONS") }
      return lab.page.response(to: request.path, scenario: request.query("scenario"))
    }
    guard request.method == "POST" else { return notAllowed(but: "POST, OPTIONS") }
    // Only a page of this server can send this type without being asked for leave first.
    let type = request.header("content-type")?.lowercased().prefix { $0 != ";" && $0 != " " }
    guard type == "application/json" else {
      return HTTPResponse(status: 415, text: "415 Unsupported Media Type: a question is application/json\n")
    }
    let answer = lab.answer(to: request.body)
    return HTTPResponse(
      status: answer.isGood ? 200 : 400, contentType: "application/json", body: answer.bytes,
      headers: LabPage.headers)
  }

  /// The response to a method that is none of those of its path.
  private static func notAllowed(but methods: String) -> HTTPResponse {
    var response = HTTPResponse(.methodNotAllowed)
    response.headers = [HTTPRequest.Field(name: "Allow", value: methods)]
    return response
  }
}
