// Lines in the order in which the code of a lesson prints them.

import Synchronization

/// Lines that code of any isolation adds to.
final class LinesPrinted: Sendable {
  private let kept = Mutex<[String]>([])

  /// Adds a line.
  func append(_ line: String) { kept.withLock { $0.append(line) } }

  /// All lines.
  var lines: [String] { kept.withLock { $0 } }
}
