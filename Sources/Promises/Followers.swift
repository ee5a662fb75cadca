// What waits for a future, in the order in which it came.

public import EventLoops

/// What waits for a future; one thing, the usual number, is kept in place.
@usableFromInline
enum Followers<Value: Sendable>: Sendable {
  case none
  /// A reaction: an event of its own.
  case reaction(@Sendable () -> Void)
  /// A reaction that takes the result. Kept as it is, it needs no object until it is posted.
  case completion(@Sendable (Result<Value, any Error>) -> Void)
  /// A future to be settled alike, at the same moment.
  case future(Future<Value>)
  /// Something to be done at the same moment; what concerns the program it only posts.
  case action(@Sendable () -> Void)
  /// More than one thing, each with the name of its event.
  case several([(follower: Followers, name: EventName)])
}
