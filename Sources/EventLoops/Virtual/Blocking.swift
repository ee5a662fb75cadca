// The effect of blocking work on a loop: how long it was blocked, and by how much its timers were late.

/// How long events have blocked a loop, and how late that made its timers.
public struct Blocking: Sendable, Hashable, CustomStringConvertible {
  /// How long the loop was blocked, all in all.
  public internal(set) var duration = Duration.zero
  /// The longest time that a timer had to wait after it was due, because the loop was blocked.
  ///
  /// A timer that is cancelled while it waits counts too: it did not run when it was due.
  public internal(set) var longestLateness = Duration.zero

  package init(duration: Duration = .zero, longestLateness: Duration = .zero) {
    self.duration = duration
    self.longestLateness = longestLateness
  }

  /// `for 120ms, and timers were up to 90ms late`.
  public var description: String {
    let lateness = longestLateness > .zero ? "timers were up to \(longestLateness.shortText) late" : "no timer was late"
    return "for \(duration.shortText), and \(lateness)"
  }
}

/// A loop's account of its blocking.
struct BlockingAccount {
  private(set) var total = Blocking()
  /// The timers that fell due while the loop was blocked, with their deadlines, until they are known to be over.
  private var overdue: [Ticket: Instant] = [:]

  /// Forgets the timers that have run or were cancelled.
  mutating func forget(unless isPending: (Ticket) -> Bool) {
    overdue = overdue.filter { isPending($0.key) }
  }

  /// Notes a timer that is due and cannot run; one that was late before keeps its deadline.
  mutating func add(_ ticket: Ticket, due deadline: Instant) {
    if overdue[ticket] == nil { overdue[ticket] = deadline }
  }

  /// Notes that the loop was blocked from one instant to another.
  mutating func close(from start: Instant, to end: Instant) {
    total.duration += start.duration(to: end)
    let latest = overdue.values.map { $0.duration(to: end) }.max()
    total.longestLateness = max(total.longestLateness, latest ?? .zero)
  }
}
