// What a session has to remember from one round to the next.

import Comparison

/// What a session has to remember.
struct FinderSession: Sendable {
  /// What has arrived and is not answered.
  var lines: LineBuffer
  /// How many queries were answered.
  var answered = 0

  init(_ context: ProgramContext) {
    lines = LineBuffer(limit: context[CharacterFinder.longestLine])
  }

  /// What the session came to: `2 queries, ended by the end of the stream`.
  func result(_ end: SessionEnd) -> String {
    "\(answered == 1 ? "1 query" : "\(answered) queries"), ended by \(end)"
  }
}
