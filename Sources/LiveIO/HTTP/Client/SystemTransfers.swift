// What a client needs of the system for https.

package import Foundation

/// A client of the system, which calls back on threads of its own.
package protocol SystemTransfers: Sendable {
  /// Begins to get what is at a URL; redirections are not followed.
  ///
  /// - Parameters:
  ///   - largestBody: The most bytes of the body.
  ///   - onWord: Called, on any thread, when the server has sent something.
  ///   - onEnd: Called once, on any thread, when it is over.
  /// - Returns: Cancels the request; it may be called on any thread.
  func get(
    _ url: URL, largestBody: Int, onWord: @escaping @Sendable () -> Void,
    onEnd: @escaping @Sendable (Result<HTTPOutcome, any Error>) -> Void
  ) -> @Sendable () -> Void

  /// Releases the connections; requests that are under way are cancelled.
  func close()
}
