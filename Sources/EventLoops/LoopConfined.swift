// State that the events of one loop share, without a lock.

/// A box for mutable state that only its loop's events touch.
///
/// A loop runs one event at a time, so its events may share state without a lock; the box checks on every access
/// that the caller is in an event of the loop, or that the loop is not running. It stops the program otherwise, with
/// the loop's name: going on would be a data race. (The idea is that of `NIOLoopBoundBox` in SwiftNIO.)
///
/// Unchecked, because the compiler cannot see that check; sound, because every access makes it.
public class LoopConfined<Value: Sendable>: @unchecked Sendable {
  /// The loop to which the state is confined.
  public final let loop: any EventLoop

  // The box itself sees to it that accesses do not overlap, by `isLent`: the compiler's check at run time was a tenth
  // of the instructions of a future pipeline.
  @exclusivity(unchecked) @usableFromInline
  final var storage: Value
  /// Whether the content is being changed in place.
  @exclusivity(unchecked) @usableFromInline
  final var isLent = false

  /// A box on a loop with its first content.
  @inlinable
  public init(_ value: Value, on loop: any EventLoop) {
    self.loop = loop
    storage = value
  }

  /// The content.
  @inlinable
  public final var value: Value {
    get {
      checkAccess()
      return storage
    }
    set {
      checkAccess()
      storage = newValue
    }
  }

  /// Changes the content in place and returns what `body` returns. `body` must not touch the box.
  @inlinable
  public final func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    checkAccess()
    isLent = true
    defer { isLent = false }
    return try body(&storage)
  }

  @inlinable
  @inline(__always)
  final func checkAccess() {
    if !loop.allowsAccess || isLent { refuseAccess() }
  }

  @usableFromInline
  @inline(never)
  final func refuseAccess() -> Never {
    if loop.allowsAccess { fatalError("state of loop '\(loop.name)' was touched while it was being changed in place") }
    fatalError(
      "state of loop '\(loop.name)' was touched by another thread while the loop runs; post to the loop instead")
  }
}
