// A list of what the tasks of a lesson did, with the time that had passed on the clock of their loop.

import Synchronization

/// What happened, in the order in which it happened, with the milliseconds since the diary was begun.
final class Diary: Sendable {
  private let start = ContinuousClock.now
  private let lines = Mutex<[String]>([])

  /// Adds a line.
  func note(_ words: String) {
    let line = "\(milliseconds) ms \(words)"
    lines.withLock { $0.append(line) }
  }

  /// The milliseconds since the diary was begun.
  var milliseconds: Int { Int(start.duration(to: .now) / .milliseconds(1)) }

  /// All lines.
  var text: [String] { lines.withLock { $0 } }

  /// Waits, and notes the end or the error of the wait.
  func work(_ name: String, for duration: Int, failing: Bool = false) async throws -> String {
    do {
      try await Task.sleep(for: .milliseconds(duration))
    } catch {
      note("\(name) cancelled")
      throw error
    }
    if failing {
      note("\(name) fails")
      throw WorkFailure(name: name)
    }
    note("\(name) ends")
    return name
  }
}

/// The error of work that was asked to fail.
struct WorkFailure: Error, Equatable {
  let name: String
}
