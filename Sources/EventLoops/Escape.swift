// Work that left the loop: what was seen of it, and what to use instead.

/// Work that left a loop's control, so that its order and its time are no longer the loop's.
public struct Escape: Sendable, Hashable, CustomStringConvertible {
  /// How the work left, as far as it was seen.
  public enum Kind: String, Sendable {
    /// An event started work on Swift's global executor.
    case unstructuredTask
    /// A task went to wait for something that this loop does not drive.
    case suspendedElsewhere
    /// Another thread posted, scheduled or cancelled while the loop ran.
    case foreignCall
  }

  /// How the work left.
  public let kind: Kind
  /// The event or the task from which it left.
  public let label: String
  /// Where that was created, if it is known.
  public let site: SourceSite?

  /// What happened, and what to use instead.
  public var description: String {
    let subject = "'\(label)'" + (site.map { " (created at \($0))" } ?? "")
    return switch kind {
    case .unstructuredTask:
      "\(subject) started work outside the loop with Task {}, Task.detached or Task.immediate; "
        + "use loop.spawn { … } or Task(executorPreference: loop)"
    case .suspendedElsewhere:
      "\(subject) waits for something the loop does not drive: Task.sleep, MainActor, an actor or a task with "
        + "another executor, or a bare continuation; use loop.sleep, loop.spawn and suspend(on:)"
    case .foreignCall:
      "\(subject) was called for by another thread while the loop ran, and was not done; "
        + "call the loop from its own events, or while it is not running"
    }
  }
}
