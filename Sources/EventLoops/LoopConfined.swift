// State that the events of one loop share, without a lock.

public import Synchronization

/// A box for mutable state that only its loop's events touch.
///
/// A loop runs one event at a time, so its events may share state without a lock; the box checks on every access
/// that the caller is in an event of the loop. While the loop is idle any thread may use the box, one at a time. While
/// another thread runs the loop, a task that has left its loop waits for the end of the run; any other caller stops the
/// program, with the loop's name: the access would be a data race. (The idea is that of `NIOLoopBoundBox` in SwiftNIO.)
///
/// The content need not be `Sendable`. What is put into the box is given up outside of it (`sending`), and `withValue`
/// lends it for one access, as `Mutex` does. Only a content that is `Sendable` can be read as a `value`.
///
/// Unchecked, because the compiler cannot see that check; sound, because every access makes it, and one that comes from
/// outside of the loop's events holds the loop's gate as long as it lasts.
public class LoopConfined<Value>: @unchecked Sendable {
  /// The loop to which the state is confined.
  public final let loop: any EventLoop

  /// The state's name on a loop that reorders events, the same in every run of the program; 0 on any other loop.
  @usableFromInline
  package final let stateName: UInt64

  // The box itself ensures that accesses do not overlap, by `isLent`, in place of the compiler's check at run time.
  // `nonisolated(unsafe)`, since the compiler cannot see that the box lends a content that is not `Sendable` to one access
  // at a time.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  @usableFromInline
  nonisolated(unsafe) final var storage: Value
  /// Whether the content is being changed in place.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  @usableFromInline
  final var isLent = false

  /// A box on a loop with its first content.
  @inlinable
  public init(_ value: consuming sending Value, on loop: any EventLoop) {
    stateName = ReorderingLoops.exist.load(ordering: .relaxed) ? loop.nameNewState() : 0
    // Moved, not copied: the loop would be retained once more; the state of a future would be copied, and the original
    // destroyed.
    self.loop = loop
    storage = consume value
  }

  /// A box whose use is no access to shared state in the record of a driven loop: for what only observes a program.
  @inlinable
  package init(observing value: consuming sending Value, on loop: any EventLoop) {
    self.loop = loop
    storage = consume value
    stateName = 0
  }

  /// A box for a content that its giver may still know: a completion or a handle of code that runs on the loop alone.
  ///
  /// The compiler cannot see that; the box checks it on each of its own accesses, which are unobserved ones.
  package init(unsent value: Value, on loop: any EventLoop) {
    self.loop = loop
    storage = value
    stateName = 0
  }

  /// Changes the content in place and returns what `body` returns. `body` must not touch the box.
  @inlinable
  public final func withValue<Result>(
    _ body: (inout sending Value) throws -> sending Result
  ) rethrows -> sending Result {
    let isOutside = beginAccess(writes: true)
    isLent = true
    defer { endLoan(isOutside) }
    return try body(&storage)
  }

  /// Changes the content in place in a way that no other event can tell, which is no access in the record of a driven
  /// loop. `body` must not touch the box.
  @inlinable
  package final func withValueUnobserved<Result>(
    _ body: (inout sending Value) throws -> sending Result
  ) rethrows -> sending Result {
    try withValueUnobserved(inEvent: loop.isCurrent, body)
  }

  /// As `withValue`, for a caller that has just asked the loop whether it runs in one of its events.
  @inlinable
  @inline(__always)
  package final func withValue<Result>(
    inEvent isInEvent: Bool, _ body: (inout sending Value) throws -> sending Result
  ) rethrows -> sending Result {
    let isOutside = beginAccess(writes: true, inEvent: isInEvent)
    isLent = true
    defer { endLoan(isOutside) }
    return try body(&storage)
  }

  /// As `withValueUnobserved`, for a caller that has just asked the loop whether it runs in one of its events.
  @inlinable
  @inline(__always)
  package final func withValueUnobserved<Result>(
    inEvent isInEvent: Bool, _ body: (inout sending Value) throws -> sending Result
  ) rethrows -> sending Result {
    let isOutside = beginAccess(inEvent: isInEvent)
    isLent = true
    defer { endLoan(isOutside) }
    return try body(&storage)
  }

  @inlinable
  @inline(__always)
  final func endLoan(_ isOutside: Bool) {
    isLent = false
    if isOutside { loop.endAccess() }
  }

  /// Begins an access and notes it.
  ///
  /// - Returns: Whether the access does not come from an event of the loop, and has to be ended there.
  @inlinable
  @inline(__always)
  final func beginAccess(writes: Bool) -> Bool {
    // One call notes an access and says whether it comes from an event of the loop.
    beginAccess(
      inEvent: stateName != 0 ? loop.noteAccessInEvent(to: stateName, writes: writes) : loop.isCurrent)
  }

  /// Begins an access that is not to be noted, or has been.
  @inlinable
  @inline(__always)
  final func beginAccess(inEvent isInEvent: Bool) -> Bool {
    let isOutside = isInEvent ? false : beginAccessFromOutside()
    if isLent { refuseOverlap() }
    return isOutside
  }

  @inlinable
  @inline(__always)
  final func beginAccess(writes: Bool, inEvent isInEvent: Bool) -> Bool {
    let isOutside = beginAccess(inEvent: isInEvent)
    if stateName != 0 { loop.noteAccess(to: stateName, writes: writes) }
    return isOutside
  }

  /// Begins an access that does not come from an event of the loop.
  @usableFromInline
  @inline(never)
  final func beginAccessFromOutside() -> Bool {
    while !loop.beginAccess() {
      if !loop.waitUntilIdle() { refuseAccess() }
    }
    return true
  }

  @usableFromInline
  @inline(never)
  final func refuseOverlap() -> Never {
    fatalError("state of loop '\(loop.name)' was touched while it was being changed in place")
  }

  @inline(never)
  private func refuseAccess() -> Never {
    fatalError(
      "state of loop '\(loop.name)' was touched by another thread while the loop runs; "
        + "touch it in the loop's events, or while the loop is not running")
  }
}

extension LoopConfined where Value: Sendable {
  /// Changes the content in place with something that is given up to it: a closure would copy what it captures.
  ///
  /// - Parameters:
  ///   - part: What is given up.
  ///   - body: Changes the content. It must not touch the box.
  /// - Returns: What `body` returns.
  @inlinable
  package final func withValue<Part: Sendable, Result: Sendable>(
    giving part: consuming Part, _ body: (inout Value, consuming Part) -> Result
  ) -> Result {
    let isOutside = beginAccess(writes: true)
    isLent = true
    defer { endLoan(isOutside) }
    return body(&storage, consume part)
  }

  /// As `withValue(giving:)`, in a way that no other event can tell, for a caller that has just asked the loop whether it runs in
  /// one of its events.
  @inlinable
  @inline(__always)
  package final func withValueUnobserved<Part: Sendable, Result: Sendable>(
    inEvent isInEvent: Bool, giving part: consuming Part, _ body: (inout Value, consuming Part) -> Result
  ) -> Result {
    let isOutside = beginAccess(inEvent: isInEvent)
    isLent = true
    defer { endLoan(isOutside) }
    return body(&storage, consume part)
  }

  /// Reads the content in place: `value` copies all of it.
  ///
  /// - Parameter body: Reads the content. It must not touch the box.
  /// - Returns: What `body` returns.
  @inlinable
  package final func read<Part: Sendable>(_ body: (borrowing Value) -> Part) -> Part {
    let isOutside = beginAccess(writes: false)
    isLent = true
    defer { endLoan(isOutside) }
    return body(storage)
  }

  /// The content.
  @inlinable
  public final var value: Value {
    get {
      let isOutside = beginAccess(writes: false)
      defer { if isOutside { loop.endAccess() } }
      return storage
    }
    set {
      // The old content is released last: its deinitialiser may use the box.
      var content = newValue
      let isOutside = beginAccess(writes: true)
      swap(&storage, &content)
      if isOutside { loop.endAccess() }
    }
  }
}
