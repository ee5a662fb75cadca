// What waits for a future, in the order in which it came.

public import EventLoops

/// What waits for a future; one thing, the usual number, is kept in place.
@usableFromInline
enum Followers<Value: Sendable>: Sendable {
  case none
  /// A reaction: an event of its own.
  case reaction(@Sendable () -> Void)
  /// A reaction that takes the result. Where it is all that waits, it stays here until its event runs, so that the event
  /// needs no object but the future's.
  case completion(@Sendable (Result<Value, any Error>) -> Void)
  /// In place of a reaction that takes the result and stays with its future.
  case kept
  /// A future to be settled alike, at the same moment.
  case future(Future<Value>)
  /// Something to be done at the same moment; what concerns the program it only posts.
  case action(@Sendable () -> Void)
  /// More than one thing, each with the name of its event.
  case several([(follower: Followers, name: EventName)])

  /// Takes out what waits.
  @inlinable
  @inline(__always)
  mutating func take() -> Followers {
    var taken = Followers.none
    swap(&self, &taken)
    return taken
  }
}
