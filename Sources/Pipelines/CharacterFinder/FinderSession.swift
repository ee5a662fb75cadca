// The state of a session between two rounds.

import Comparison

/// The state of a session.
struct FinderSession: Sendable {
  /// The bytes that have arrived and are not answered.
  var lines: LineBuffer
  /// How many queries were answered.
  var answered = 0

  init(_ context: ProgramContext) {
    lines = LineBuffer(limit: context[CharacterFinder.longestLine])
  }

  /// The summary of the session: `2 queries, ended by the end of the stream`.
  func result(_ end: SessionEnd) -> String {
    "\(answered == 1 ? "1 query" : "\(answered) queries"), ended by \(end)"
  }
}
