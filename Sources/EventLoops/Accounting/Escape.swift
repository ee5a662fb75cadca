// Work that left the loop: what was seen of it, and what to use instead.

/// Work that left a loop's control, so that its order and its time are no longer the loop's.
public struct Escape: Sendable, Hashable, CustomStringConvertible {
  /// How the work left, as far as it was seen.
  public enum Kind: Sendable {
    /// An event started work on Swift's global executor.
    case unstructuredTask
    /// A task went to wait for something that this loop does not drive.
    case suspendedElsewhere
    /// A loop that captures what its events start was run, and never had an event.
    case nothingCaptured
    /// Another tool has replaced the runtime's hook by which the loop sees work leave; what left meanwhile is unknown.
    case hookReplaced
    /// A task that does not run on the loop wanted to sleep on the loop's clock.
    case sleptElsewhere
    /// Another thread posted, scheduled or cancelled a timer while the loop ran; the call was refused.
    case foreignCall
    /// Another thread resumed, settled or cancelled something while the loop ran; the loop's next run begins with it.
    case deferredCall
    /// An event used a facility of the system with a time or threads of its own.
    case usedSystem
  }

  /// How the work left.
  public let kind: Kind
  /// The event or the task from which it left, or what the call was for.
  public let label: String
  /// Where that was created, if it is known.
  public let site: SourceSite?
  /// Whether the loop takes in what its events hand to Swift's own executors.
  let captures: Bool
  /// The facility of the system that was used.
  var used = ""

  init(kind: Kind, label: String, site: SourceSite?, captures: Bool = false, used: String = "") {
    self.kind = kind
    self.label = label
    self.site = site
    self.captures = captures
    self.used = used
  }

  /// What happened, and what to use instead.
  public var description: String {
    "'\(label)'" + (site.map { " (created at \($0))" } ?? "") + " " + explanation
  }

  private var explanation: String {
    switch kind {
    case .unstructuredTask:
      "started work outside the loop with Task {}, Task.detached or Task.immediate; use loop.spawn { … } or "
        + "Task(executorPreference: loop), or a loop that takes such work in: VirtualEventLoop(capturing: .everything)"
    case .suspendedElsewhere where captures:
      "waits for something that no event of the loop brings about: an AsyncStream that is not finished, a continuation "
        + "that is not resumed, a Dispatch queue, or an actor with an executor of its own; finish or resume it in an "
        + "event of the loop"
    case .suspendedElsewhere:
      "waits for something the loop does not drive: Task.sleep, MainActor, an actor or a task with another executor, "
        + "an AsyncStream that is not finished, or a bare continuation; use loop.sleep, loop.spawn and suspend(on:), or "
        + "a loop that takes such work in: VirtualEventLoop(capturing: .everything)"
    case .nothingCaptured:
      "captures what its events start, and has had no event: what was started outside of its events, as by a test on the "
        + "main actor, is not the loop's; start it in loop.runEvent { … } or loop.run { … }"
    case .hookReplaced:
      "could not see which work left it, because another tool, such as withMainSerialExecutor, has put its own hook in "
        + "the place of the loop's; do not use both at once"
    case .sleptElsewhere:
      "was asked of the loop's clock by a task that does not run on the loop, and ended as though the task were "
        + "cancelled; start the task in an event of the loop, with loop.spawn or loop.run"
        + (captures ? "" : ", or use a loop that takes such work in: VirtualEventLoop(capturing: .everything)")
    case .usedSystem:
      "used \(used), which has a time or threads of its own; use a Dispatch queue, a timer of a Dispatch source or a task in "
        + "its place, or put it behind a protocol that a test can replace"
    case .foreignCall:
      "was called for by another thread while the loop ran, and was not done; "
        + "call the loop from its own events, or while it is not running"
    case .deferredCall:
      "was called for by another thread while the loop ran, and waits for the loop's next run; "
        + "call the loop from its own events, or while it is not running"
    }
  }
}
