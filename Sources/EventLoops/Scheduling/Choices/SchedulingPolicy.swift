// How a virtual loop makes its choices.

// region scheduling-policies
/// How a virtual loop makes its choices.
public enum SchedulingPolicy: Sendable, Hashable {
  /// First in, first out among ready events, and the first option of every other choice: the default.
  case fifo
  /// As `fifo`, but a running task keeps running as long as one of its segments is ready.
  case taskAffine
  /// Every choice at random, from this seed.
  case seeded(UInt64)
  /// These picks, one a choice; 0 once they are used up. A run's `choices`, mapped to `picked`, replays it.
  case script([Int])
  /// Every choice is asked of the driver with which the loop is run, and the run is recorded for it; the first option
  /// without one. See `VirtualEventLoop.run(drivenBy:)`.
  case driven
}
// endregion
