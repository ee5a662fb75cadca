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
