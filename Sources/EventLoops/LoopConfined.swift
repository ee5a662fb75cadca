// State that the events of one loop share, without a lock.

public import Synchronization

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

  /// The state's name on a loop that reorders events, the same in every run of the program; 0 on any other loop.
  @usableFromInline
  package final let stateName: UInt64

  // The box itself sees to it that accesses do not overlap, by `isLent`: the compiler's check at run time was a tenth
  // of the instructions of a future pipeline.
  @exclusivity(unchecked) @usableFromInline
  final var storage: Value
  /// Whether the content is being changed in place.
  @exclusivity(unchecked) @usableFromInline
  final var isLent = false

  /// A box on a loop with its first content.
  @inlinable
  public init(_ value: consuming Value, on loop: any EventLoop) {
    self.loop = loop
    // Moved, not copied: to copy the state of a future and to destroy the original took 1,400 instructions a pipeline.
    storage = consume value
    stateName = ReorderingLoops.exist.load(ordering: .relaxed) ? loop.nameNewState() : 0
  }

  /// A box whose use is no access to shared state in the record of a driven loop: for what only observes a program.
  @inlinable
  public init(observing value: Value, on loop: any EventLoop) {
    self.loop = loop
    storage = value
    stateName = 0
  }

  /// The content.
  @inlinable
  public final var value: Value {
    get {
      checkAccess(writes: false)
      return storage
    }
    set {
      checkAccess(writes: true)
      storage = newValue
    }
  }

  /// Changes the content in place and returns what `body` returns. `body` must not touch the box.
  @inlinable
  public final func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    checkAccess(writes: true)
    isLent = true
    defer { isLent = false }
    return try body(&storage)
  }

  /// Changes the content in place in a way that no other event can tell, which is no access in the record of a driven
  /// loop. `body` must not touch the box.
  @inlinable
  public final func withValueUnobserved<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    if !loop.allowsAccess || isLent { refuseAccess() }
    isLent = true
    defer { isLent = false }
    return try body(&storage)
  }

  @inlinable
  @inline(__always)
  final func checkAccess(writes: Bool) {
    if !loop.allowsAccess || isLent { refuseAccess() }
    if stateName != 0 { loop.noteAccess(to: stateName, writes: writes) }
  }

  @usableFromInline
  @inline(never)
  final func refuseAccess() -> Never {
    if loop.allowsAccess { fatalError("state of loop '\(loop.name)' was touched while it was being changed in place") }
    fatalError(
      "state of loop '\(loop.name)' was touched by another thread while the loop runs; post to the loop instead")
  }
}
