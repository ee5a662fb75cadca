// The system's own HTTP client, for what needs encryption.

import Foundation
import LiveIO

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Gets things with `URLSession`, and calls back on threads of its own.
///
/// `URLSession` opens at most six connections to a host by default, which silently limits concurrency. Here the caller sets
/// the limit.
final class SystemHTTPClient: SystemTransfers {
  private let exchanges = HTTPExchanges()
  private let session: URLSession

  /// A client without cookies, caches or a memory.
  init(connections: Int, timeout: Duration) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    // The limit on a server's silence is kept on the loop: Foundation on Linux counts whole seconds, so that half a second
    // is none. This one is later.
    configuration.timeoutIntervalForRequest = min(Double(timeout.components.seconds), 1e9) + 60
    configuration.urlCache = nil
    session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
  }

  func get(
    _ url: URL, largestBody: Int, onWord: @escaping @Sendable () -> Void,
    onEnd: @escaping @Sendable (Result<HTTPOutcome, any Error>) -> Void
  ) -> @Sendable () -> Void {
    let task = session.dataTask(with: url)
    exchanges.add(task.taskIdentifier, largestBody: largestBody, onWord: onWord, onEnd: onEnd)
    task.resume()
    return { task.cancel() }
  }

  func close() {
    session.invalidateAndCancel()
  }
}
