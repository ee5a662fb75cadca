// What waits for a future, in the order in which it came.

/// What waits for a future; one thing, the usual number, is kept in place.
@usableFromInline
enum Followers<Value: Sendable>: Sendable {
  case none
  /// A reaction: an event of its own, on a loop that keeps no names.
  case reaction(@Sendable () -> Void)
  /// A reaction that takes the result. Kept as it is, it needs no object until it is posted.
  case completion(@Sendable (Result<Value, any Error>) -> Void)
  /// A future to be settled alike, at the same moment.
  case future(Future<Value>)
  /// Something to be done at the same moment; what concerns the program it only posts.
  case action(@Sendable () -> Void)
  case several([Followers])

  /// - Complexity: O(1) amortised.
  @inlinable
  mutating func append(_ follower: Followers) {
    switch self {
    case .none:
      self = follower
    case .several(var list):
      self = .none
      list.append(follower)
      self = .several(list)
    case .reaction, .completion, .future, .action:
      self = .several([self, follower])
    }
  }
}
