// What a Dispatch source calls, for as long as a loop runs.

import Synchronization

/// The handler of a source, which can be removed at any time.
///
/// The handler of a running loop holds the loop. A weak reference in its place would give the loop a table at its side,
/// and make each of its thousands of retains and releases a slow one.
final class SourceHandler: Sendable {
  /// A structure, since a lock that holds a function wraps it anew at each access.
  private struct Content {
    var body: (@Sendable () -> Void)?
  }

  private let content = Mutex(Content())

  /// Sets what is called, or takes it away.
  func set(_ body: (@Sendable () -> Void)?) {
    // What was set before is released outside of the lock: it may be the last to hold a loop.
    var other = Content(body: body)
    content.withLock { swap(&$0, &other) }
  }

  /// Calls what is set, if there is something.
  func callAsFunction() {
    content.withLock { $0 }.body?()
  }
}
