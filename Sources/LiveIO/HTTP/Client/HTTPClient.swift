// An HTTP client for live loops, with a face for each style.

public import Callbacks
import EventLoops
public import Foundation
public import Promises

/// Gets things over HTTP/1.1, and answers on a live loop.
///
/// What is at an `http` URL comes over a connection of the loop, which is read only as fast as the reply is checked against
/// the limits. It goes to the host itself, whatever proxies the system knows. What is at an `https` URL comes with a
/// `SecureTransport`, if the client has one. Redirections are followed, up to sixteen.
public final class HTTPClient: Sendable {
  /// The default limit on the silence of a server.
  package static let usualTimeout = Duration.seconds(30)
  /// The most bytes of the head of a reply, and the most header fields.
  package static let largestHead = (bytes: 64_000, fields: 500)

  /// The answer of a server.
  public struct Answer: Sendable {
    /// The status.
    public let status: Int
    /// The body.
    public let body: Data

    package init(status: Int, body: Data) {
      (self.status, self.body) = (status, body)
    }
  }

  private let loop: LiveEventLoop
  private let timeout: Duration
  private let replyTime: Duration
  private let parts: HTTPClientParts

  /// A client without cookies, caches or a memory.
  ///
  /// - Parameters:
  ///   - loop: The loop on which answers arrive.
  ///   - connections: How many connections to one host there may be; further requests to it wait, and their time counts.
  ///   - secure: What gets the things at `https` URLs: `.system` of the module `LiveHTTPS`. Without it they fail with
  ///     `URLError.unsupportedURL`.
  ///   - timeout: How long a server may say nothing, to the nanosecond of the loop's clock. A request whose server
  ///     says nothing for longer fails with `URLError.timedOut`.
  ///   - replyTime: How long a whole reply may take, with redirections, however often the server says something; one that
  ///     takes longer fails with `HTTPClientFailure.replyTooSlow`.
  ///   - largestBody: The most bytes of a body, decoded; a longer one fails with `HTTPClientFailure.bodyTooLarge`. The
  ///     connection of an `http` URL is closed at the first byte beyond it. `URLSession` on Linux ends a request only when
  ///     nothing more has arrived: a server at an `https` URL that sends faster than that is read makes it take memory
  ///     beyond the limit.
  public convenience init(
    on loop: LiveEventLoop, connections: Int = 1_000, secure: SecureTransport? = nil, timeout: Duration = .seconds(30),
    replyTime: Duration = .seconds(300), largestBody: Int = 64 << 20
  ) {
    self.init(
      on: loop, secure: secure, securesAll: false, connections: connections, timeout: timeout, replyTime: replyTime,
      largestBody: largestBody)
  }

  /// A client that may get what is at `http` URLs with the secure transport as well, for comparisons.
  package init(
    on loop: LiveEventLoop, secure: SecureTransport?, securesAll: Bool, connections: Int = 1_000,
    timeout: Duration = usualTimeout,
    replyTime: Duration = .seconds(300), largestBody: Int = 64 << 20
  ) {
    self.loop = loop
    self.timeout = timeout
    self.replyTime = replyTime
    var limits = HTTPLimits()
    (limits.head, limits.headerCount, limits.body) = (Self.largestHead.bytes, Self.largestHead.fields, largestBody)
    parts = HTTPClientParts(
      on: loop, connections: connections, timeout: timeout, limits: limits,
      secure: secure, securesAll: securesAll)
  }

  /// Gets what is at a URL.
  ///
  /// - Parameters:
  ///   - url: The address, of scheme `http` or `https`.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - completion: Called on the loop with the answer, whatever its status, with a `URLError` that names the host and the
  ///     reason, or with an `HTTPClientFailure`.
  /// - Returns: A handle that closes the connection at once; `completion` gets `CancellationError`.
  @discardableResult
  public func get(
    _ url: URL, fileID: StaticString = #fileID, line: UInt = #line, completion: @escaping Completion<Answer>
  ) -> any Cancellable {
    let request = HTTPClientRequest(parts: parts)
    let limit = ReplyLimit(silence: timeout, total: replyTime, on: loop) { request.stop() }
    let arrival = loop.expect("answer from \(url.path)", fileID: fileID, line: line) { (result: HTTPFetch.Ending) in
      let breach = limit.end()
      request.forget()
      guard case .failure(let error) = result, !(error is HTTPClientFailure) else { return completion(result) }
      // A task of the system that is cancelled in the middle of a head fails with other codes on Linux.
      if let breach { return completion(.failure(self.failure(of: breach, at: url))) }
      completion(.failure((error as? URLError)?.code == .cancelled ? CancellationError() : error))
    }
    let fetch = HTTPFetch(url, with: parts, onWord: { limit.noteWord() }, onEnd: { arrival.deliver($0) })
    limit.begin()
    request.begin(fetch)
    return CancellableRequest(request: request, limit: limit)
  }

  /// The error of a request that was ended before its reply had.
  private func failure(of breach: ReplyLimit.Breach, at url: URL) -> any Error {
    switch breach {
    case .calledOff: CancellationError()
    case .silence: URLError(.timedOut).naming(url)
    case .total: HTTPClientFailure.replyTooSlow(limit: replyTime)
    }
  }

  /// The future of what is at a URL; cancelling it calls the request off.
  public func get(_ url: URL, fileID: StaticString = #fileID, line: UInt = #line) -> Future<Answer> {
    Future(on: loop, "answer from \(url.path)", fileID: fileID, line: line) { completion in
      self.get(url, fileID: fileID, line: line, completion: completion)
    }
  }

  /// Gets what is at a URL, in a task of the loop.
  ///
  /// - Throws: As `get` with a completion, or `CancellationError`.
  public func get(_ url: URL, fileID: StaticString = #fileID, line: UInt = #line) async throws -> Answer {
    try await awaitCompletion(on: loop, "answer from \(url.path)", fileID: fileID, line: line) { completion in
      self.get(url, fileID: fileID, line: line, completion: completion)
    }
  }

  /// Releases the connections; requests that are under way are cancelled, and further ones fail with `CancellationError`.
  public func close() {
    parts.onLoop("close of a client") { [parts] in parts.close() }
  }
}
