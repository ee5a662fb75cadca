// State that the events of one loop share, without a lock.

/// A box for mutable state that only its loop's events touch.
///
/// A loop runs one event at a time, so its events may share state without a lock; the box checks on every access
/// that the caller is in an event of the loop, or that the loop is not running. It stops the program otherwise, with
/// the loop's name: going on would be a data race. (The idea is that of `NIOLoopBoundBox` in SwiftNIO.)
///
/// Unchecked, because the compiler cannot see that check; sound, because every access makes it.
public final class LoopConfined<Value: Sendable>: @unchecked Sendable {
  /// The loop to which the state is confined.
  public let loop: any EventLoop

  @usableFromInline
  var storage: Value

  /// A box on a loop with its first content.
  @inlinable
  public init(_ value: Value, on loop: any EventLoop) {
    self.loop = loop
    storage = value
  }

  /// The content.
  @inlinable
  public var value: Value {
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
  public func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    checkAccess()
    return try body(&storage)
  }

  @inlinable
  @inline(__always)
  func checkAccess() {
    if !loop.allowsAccess { refuseAccess() }
  }

  @usableFromInline
  @inline(never)
  func refuseAccess() -> Never {
    fatalError(
      "state of loop '\(loop.name)' was touched by another thread while the loop runs; post to the loop instead")
  }
}
