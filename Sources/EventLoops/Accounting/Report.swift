// What a run of a loop came to.

/// How a run ended, and what it left behind.
public struct Report: Sendable, CustomStringConvertible {
  /// The name of the loop.
  public let loop: String
  /// Why the run stopped.
  public let ending: Ending
  /// The loop's time when it stopped.
  public let instant: Instant
  /// How many events the loop has run since it was created.
  public let eventCount: Int
  /// What has not ended, in the order in which it was begun.
  public let leftovers: [Leftover]
  /// Work that left the loop.
  public let escapes: [Escape]
  /// Contracts that were broken.
  public let violations: [Violation]
  /// How long the loop was blocked, and what that did to its timers.
  public let blocking: Blocking
  /// The recorded events; empty unless the loop records everything.
  public let trace: Trace
  /// What became of state that has a name, in order; empty unless the loop records everything.
  package let stateChanges: [StateChange]
  /// The waits for Dispatch that have not ended: a line each, with what waits, for what, and what holds that.
  package let waits: [String]

  /// The trap that has ended the run, if one has.
  package var trap: Violation? { violations.first { $0.kind == .trapped } }

  /// The decisions that were made; mapped to `picked`, they are the script that replays the run. Recorded with the trace.
  public var choices: [Choice] { trace.choices }

  /// Why a run stopped.
  public enum Ending: Sendable, Hashable {
    /// Nothing was ready, no timer was set, and nothing was left over.
    case quiescent
    /// Nothing was ready, no timer was set, and something waits that can never continue.
    case deadlocked
    /// The instant that was asked for is reached; there may be more to do.
    case paused
    /// The operation that the loop was run for has ended, and events or timers remain.
    case unfinished
    /// The limit on events was reached.
    case stepLimit(Int, last: String)
    /// The next timer is due after the limit on time.
    case timeLimit(Instant, last: String)
    /// The limit on text that is kept of what happens was reached.
    case textLimit(Int, last: String)
    /// The loop was asked to run inside an event of a loop; nothing was run, and the report is empty.
    case nested(inner: String, outer: String)
    /// The loop was asked to run while another thread runs it; nothing was run, and the report is empty.
    case occupied
    /// The loop, a live one, was asked to stop.
    case stopped
  }

  package init(
    loop: String, ending: Ending, instant: Instant, eventCount: Int, leftovers: [Leftover], escapes: [Escape],
    violations: [Violation], blocking: Blocking, trace: Trace, stateChanges: [StateChange] = [], waits: [String] = []
  ) {
    self.loop = loop
    self.ending = ending
    self.instant = instant
    self.eventCount = eventCount
    self.leftovers = leftovers
    self.escapes = escapes
    self.violations = violations
    self.trace = trace
    self.blocking = blocking
    self.stateChanges = stateChanges
    self.waits = waits
  }

  /// Whether the loop has nothing more to run, nothing is left over, nothing escaped and nothing was violated.
  public var isClean: Bool { ending == .quiescent && faults.isEmpty }

  /// The ending as a sentence, one line for each leftover, escape and violation, and one for the time it was blocked.
  public var description: String {
    var lines = ["\(loop): \(ending.sentence(of: loop, at: instant))"]
    lines += leftovers.map { "  left over: \($0)" }
    lines += waits.map { "  blocked: \($0)" }
    lines += escapes.map { "  escaped: \($0)" }
    lines += violations.map { "  violated: \($0)" }
    if blocking.duration > .zero { lines.append("  blocked: \(blocking)") }
    return lines.joined(separator: "\n")
  }
}

extension Report.Ending {
  func sentence(of loop: String, at instant: Instant) -> String {
    switch self {
    case .quiescent: "finished at \(instant)"
    case .deadlocked:
      "deadlocked at \(instant): no event is ready and no timer is set, so the remaining waits never end"
    case .paused: "paused at \(instant)"
    case .unfinished: "the operation ended at \(instant), and more was still to run"
    case .stopped: "stopped on request at \(instant)"
    case .stepLimit(let limit, let last):
      "stopped at \(instant) after \(limit) events, the limit; the last one was \(last). "
        + "If the program is not running away, raise limits.steps"
    case .timeLimit(let limit, let last):
      "stopped at \(instant): the next timer is due after \(limit), the limit; the last event was \(last). "
        + "If the program is not running away, raise limits.instant"
    case .textLimit(let limit, let last):
      "stopped at \(instant): more than \(limit) bytes of text are kept of what happened, the limit; "
        + "the last event was \(last). If the program is not running away, raise limits.text"
    case .nested(let inner, let outer):
      "loop '\(inner)' was asked to run inside an event of loop '\(outer)', so nothing was run; "
        + "let one loop run at a time, or put the work on '\(outer)'"
    case .occupied:
      "loop '\(loop)' was asked to run by a second thread while it runs, so nothing was run; "
        + "let one thread run it at a time"
    }
  }
}
