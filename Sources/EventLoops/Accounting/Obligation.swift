// What has been promised on a loop and must be settled: tasks, promises, completions, continuations.

/// Something that was started on a loop and has to end. If it does not end, its waiters wait forever.
public struct Obligation: Sendable {
  /// What kind of thing has to end, and how.
  public enum Kind: String, Sendable, CaseIterable, CustomStringConvertible {
    /// A task has to finish.
    case task
    /// A promise has to be fulfilled.
    case promise
    /// A completion has to be called.
    case completion
    /// A continuation has to be resumed.
    case continuation
    /// A timer has to run or be cancelled.
    case timer
    /// A permit has to be given back.
    case permit

    /// The kind's name.
    public var description: String { rawValue }
  }

  /// A loop's own name for one of its obligations.
  public struct ID: Sendable, Hashable {
    let index: Int32
    let serial: UInt32
    /// The number of what it is called by its creator, or -1.
    @usableFromInline let name: Int32

    /// Whether its loop can tell what it is called for as long as there is the loop.
    @inlinable package var isNamed: Bool { name >= 0 }

    /// The null identity, used by loops that keep no account of obligations.
    public static let none = ID(index: -1, serial: 0, name: -1)
  }
}

/// What is left over when a loop has nothing more to run.
public struct Leftover: Sendable, Hashable, CustomStringConvertible {
  /// What kind of thing has not ended.
  public let kind: Obligation.Kind
  /// What it was called by its creator.
  public let label: String
  /// Where it was created.
  public let site: SourceSite
  /// When it was created.
  public let since: Instant

  /// `promise 'reply of call 2', created at Comparison/Call.swift:40 at 10ms`.
  public var description: String {
    let name = label.isEmpty ? "" : " '\(label)'"
    return "\(kind)\(name), created at \(site) at \(since)"
  }
}

/// A contract that was broken during a run without anything having stopped.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
  // region violations
  /// What was done.
  public enum Kind: String, Sendable {
    /// A completion was called again after its first call.
    case calledTwice = "called twice"
    /// A promise was fulfilled again.
    case fulfilledTwice = "fulfilled twice"
    /// A continuation was resumed again.
    case resumedTwice = "resumed twice"
    /// A permit was released that had not been acquired.
    case releasedTooOften = "released too often"
    /// A promise, completion or continuation was dropped unsettled.
    case dropped = "dropped unsettled"
    /// A replayed script asked for an option that did not exist.
    case scriptDiverged = "script diverged"
  }
  // endregion

  /// What was done.
  public let kind: Kind
  /// What it was done to, by its creator's label.
  public let label: String
  /// Where that was created.
  public let site: SourceSite
  /// When it was done.
  public let instant: Instant

  /// A violation by something that was created at `site`.
  public init(_ kind: Kind, _ label: String, createdAt site: SourceSite, instant: Instant) {
    self.kind = kind
    self.label = label
    self.site = site
    self.instant = instant
  }

  /// `'reply of call 2' was called twice at 20ms; it was created at …`.
  public var description: String {
    if kind == .scriptDiverged { return "the script does not fit the run at \(instant): \(label); 0 was taken" }
    return "'\(label)' was \(kind.rawValue) at \(instant); it was created at \(site)"
  }
}
