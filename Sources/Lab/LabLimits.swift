// The limits of the lab: what a page may ask for, and how much of it.

/// What one question may cost.
package struct LabLimits: Sendable, Hashable {
  /// The longest question, in bytes.
  package var body = 1 << 20
  /// The longest text of a scenario, in bytes. A question has the text in JSON, which may take twice as many.
  package var text = 256 << 10
  /// The most events of a loop in one run.
  package var steps = 50_000
  /// The most events of all runs that are drawn together.
  package var happenings = 20_000
  /// The most edits of one question.
  package var edits = 64
  /// The most files whose source one question may ask for: a program has one for each of its versions.
  package var files = 16
  /// How long a search may take.
  package var searchTime = Duration.seconds(120)
  /// How many failures of a search are shown with their runs.
  package var failures = 6
  /// The most positions of a sweep that are tried in each version.
  package var positions = 400
  /// How many runs are made at a time.
  package var parallel = 2
  /// How many connections may be open.
  package var connections = 64

  /// The usual limits.
  package init() {}
}
