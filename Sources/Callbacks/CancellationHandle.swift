// A handle that can be stored: one type for every kind of work that can be cancelled.

import Synchronization

/// A handle of one type for whatever can be cancelled: it can be stored, compared and put into a set.
///
///     final class Page {
///       var loads: Set<CancellationHandle> = []
///       func appear() { loadUser { … }.store(in: &loads) }
///     }
///
/// It cancels at most once. By default it does not cancel when it is released: the work of a discarded handle continues.
/// `CancellationHandle(cancelsOnRelease: true, work)` behaves like `AnyCancellable` of Combine.
///
/// The name differs from Combine's, so that a file may import both. The protocol does not: such a file writes
/// `any Callbacks.Cancellable` and `any Combine.Cancellable`.
public final class CancellationHandle: Cancellable, Hashable {
  private let work: Mutex<(@Sendable () -> Void)?>
  private let cancelsOnRelease: Bool

  /// A handle that cancels by a closure.
  ///
  /// - Parameters:
  ///   - cancelsOnRelease: Whether the work is cancelled when the handle is released.
  ///   - cancel: Calls the work off; it is called once at most, by the thread that cancels.
  public init(cancelsOnRelease: Bool = false, _ cancel: @escaping @Sendable () -> Void) {
    work = Mutex(cancel)
    self.cancelsOnRelease = cancelsOnRelease
  }

  /// A handle for work that has one already.
  ///
  /// - Parameters:
  ///   - work: The work.
  ///   - cancelsOnRelease: Whether the work is cancelled when the handle is released.
  public convenience init(_ work: any Cancellable, cancelsOnRelease: Bool = false) {
    self.init(cancelsOnRelease: cancelsOnRelease) { work.cancel() }
  }

  deinit {
    if cancelsOnRelease { cancel() }
  }

  /// Calls the work off; does nothing from the second time on.
  public func cancel() {
    let cancel = work.withLock { $0.take() }
    cancel?()
  }

  /// Whether both are the same handle.
  ///
  /// - Parameters:
  ///   - lhs: A handle.
  ///   - rhs: Another one.
  public static func == (lhs: CancellationHandle, rhs: CancellationHandle) -> Bool { lhs === rhs }

  /// Feeds the identity of the handle to `hasher`.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}

extension Cancellable {
  /// Keeps a handle of the work in a set.
  ///
  /// - Parameters:
  ///   - handles: The set.
  ///   - cancelsOnRelease: Whether the work is cancelled when the set releases the handle.
  public func store(in handles: inout Set<CancellationHandle>, cancelsOnRelease: Bool = false) {
    handles.insert(self as? CancellationHandle ?? CancellationHandle(self, cancelsOnRelease: cancelsOnRelease))
  }
}
