// An HTTP client for live loops: the system's own, with a face for each style.

public import Callbacks
import EventLoops
public import Foundation
public import Promises

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Gets things over HTTP with `URLSession`, and answers on a live loop.
///
/// `URLSession` opens at most six connections to a host by default, which silently limits concurrency.
/// Here the caller sets the limit.
public final class HTTPClient: Sendable {
  /// The default limit on the silence of a server.
  package static let usualTimeout = Duration.seconds(30)

  /// The answer of a server.
  public struct Answer: Sendable {
    /// The status.
    public let status: Int
    /// The body.
    public let body: Data
  }

  private let loop: LiveEventLoop
  private let timeout: Duration
  private let replyTime: Duration
  private let largestBody: Int
  private let exchanges = HTTPExchanges()
  private let session: URLSession

  /// A client without cookies, caches or a memory.
  ///
  /// - Parameters:
  ///   - loop: The loop on which answers arrive.
  ///   - connections: How many connections to one host there may be.
  ///   - timeout: How long a server may say nothing, to the nanosecond of the loop's clock. A request whose server
  ///     says nothing for longer fails with `URLError.timedOut`.
  ///   - replyTime: How long a whole reply may take, however often the server says something; one that takes longer
  ///     fails with `HTTPClientFailure.replyTooSlow`.
  ///   - largestBody: The most bytes of a body, decoded; a longer one fails with `HTTPClientFailure.bodyTooLarge`. Foundation
  ///     on Linux ends a request only when nothing more has arrived: a server that sends faster than that is read makes it
  ///     take memory beyond the limit.
  public init(
    on loop: LiveEventLoop, connections: Int = 1_000, timeout: Duration = .seconds(30),
    replyTime: Duration = .seconds(300), largestBody: Int = 64 << 20
  ) {
    self.loop = loop
    self.timeout = timeout
    self.replyTime = replyTime
    self.largestBody = largestBody
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    // The client's own limit is kept on the loop: Foundation on Linux counts whole seconds, so that half a second is
    // none. This one is later.
    configuration.timeoutIntervalForRequest = min(Double(timeout.components.seconds), 1e9) + 60
    configuration.urlCache = nil
    session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
  }

  /// Gets what is at a URL.
  ///
  /// - Parameters:
  ///   - url: The address, of scheme `http` or `https`.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - completion: Called on the loop with the answer, whatever its status, or with the system's error.
  /// - Returns: A handle; `completion` gets `CancellationError` when the request is cancelled.
  @discardableResult
  public func get(
    _ url: URL, fileID: StaticString = #fileID, line: UInt = #line, completion: @escaping Completion<Answer>
  ) -> any Cancellable {
    let task = session.dataTask(with: url)
    let limit = ReplyLimit(silence: timeout, total: replyTime, on: loop) { task.cancel() }
    let arrival = loop.expect("answer from \(url.path)", fileID: fileID, line: line) { (result: HTTPExchanges.Ending) in
      let breach = limit.end()
      guard case .failure(let error as URLError) = result else { return completion(result) }
      // A task that is cancelled in the middle of a head fails with other codes on Linux.
      if let breach { return completion(.failure(self.failure(of: breach))) }
      completion(.failure(error.code == .cancelled ? CancellationError() : error))
    }
    exchanges.add(
      task.taskIdentifier, largestBody: largestBody, onWord: { limit.noteWord() }, onEnd: { arrival.deliver($0) })
    limit.begin()
    task.resume()
    return Request(task: task, limit: limit)
  }

  /// Why a request was cancelled.
  private func failure(of breach: ReplyLimit.Breach) -> any Error {
    switch breach {
    case .calledOff: CancellationError()
    case .silence: URLError(.timedOut)
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
  /// - Throws: The system's error, or `CancellationError`.
  public func get(_ url: URL, fileID: StaticString = #fileID, line: UInt = #line) async throws -> Answer {
    try await awaitCompletion(on: loop, "answer from \(url.path)", fileID: fileID, line: line) { completion in
      self.get(url, fileID: fileID, line: line, completion: completion)
    }
  }

  /// Releases the connections; requests that are under way are cancelled.
  public func close() {
    session.invalidateAndCancel()
  }
}

/// The handle of a request.
private struct Request: Cancellable {
  let task: URLSessionDataTask
  let limit: ReplyLimit

  func cancel() {
    limit.callOff()
    task.cancel()
  }
}
