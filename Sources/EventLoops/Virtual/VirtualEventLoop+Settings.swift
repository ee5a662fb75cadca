// The settings of a virtual loop: what it records, its limits, and what it captures.

extension VirtualEventLoop {
  /// How much a loop keeps an account of.
  public enum Recording: Sendable, Comparable {
    /// Nothing: the fastest; a report has neither trace nor leftovers.
    case nothing
    /// Open obligations, with what is needed to name them.
    case leftovers
    /// Obligations, every event and every choice.
    case everything
  }

  /// What stops a program that runs away.
  public struct Limits: Sendable, Hashable {
    /// How many events one call of `run`, `run(until:)` or `advance(by:)` may run.
    package var steps: Int
    /// The last instant to which the clock may jump.
    package var instant: Instant
    /// How many bytes of text may be kept of what happens on the loop, where something keeps such text.
    package var text: Int

    /// Limits on events, on time and on text. The defaults are a million events, a thousand days and 64 MiB.
    public init(
      steps: Int = 1_000_000, instant: Instant = .zero.advanced(by: .seconds(1_000 * 86_400)), text: Int = 64 << 20
    ) {
      self.steps = steps
      self.instant = instant
      self.text = text
    }

    /// No limits, for programs that are known to end.
    public static let none = Limits(steps: .max, instant: .distantFuture, text: .max)
  }

  /// Whether a loop takes in what its events hand to Swift's own executors.
  public enum Capture: Sendable {
    /// Such work leaves the loop, and the report names it as an escape. A run of the loop installs a hook in the runtime for
    /// that, which takes note of such work and passes it on.
    case nothing
    /// Such work leaves the loop, and no run of the loop installs a hook: for processes in which another tool needs it.
    case unwatched
    /// `Task {}`, `Task.detached`, `Task.sleep` and the main actor are the loop's, as long as its events use them.
    case everything
  }
}
