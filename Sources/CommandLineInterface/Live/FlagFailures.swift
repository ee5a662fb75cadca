// Why live downloads failed: each reason once, with how often it occurred.

import Synchronization

/// Counts the failures of downloads. Any thread may note one.
final class FlagFailures: Sendable {
  private struct State {
    var reasons: [(text: String, count: Int)] = []
    var connections = 0
  }

  /// The most reasons that are kept apart.
  private static let mostReasons = 8

  private let state = Mutex(State())

  /// Notes a failure, and returns it.
  func note<Failure: Error>(_ failure: Failure) -> Failure {
    let text = "\(failure)".visible
    state.withLock { state in
      if failure is ConnectionError { state.connections += 1 }
      if let known = state.reasons.firstIndex(where: { $0.text == text }) {
        state.reasons[known].count += 1
      } else if state.reasons.count < Self.mostReasons {
        state.reasons.append((text, 1))
      }
    }
    return failure
  }

  /// How often the server gave no answer.
  var connections: Int { state.withLock { $0.connections } }

  /// The first reason.
  var first: String? { state.withLock { $0.reasons.first?.text } }

  /// A line for each reason: `3 errors: no answer from 127.0.0.1:8001: nothing listens there`.
  var lines: [String] {
    state.withLock { state in state.reasons.map { "\(counted($0.count, "error")): \($0.text)" } }
  }
}
