// What waits for a future, in the order in which it came.

/// What waits for a future.
@usableFromInline
enum Follower<Value: Sendable>: Sendable {
  /// Something to set off; what concerns the program it only posts.
  case reaction(@Sendable () -> Void)
  /// A future to be settled alike, at the same moment.
  case future(Future<Value>)
}

/// All that waits for a future, in the order in which it came; one, the usual number, needs no array.
@usableFromInline
enum Followers<Value: Sendable>: Sendable {
  case none
  case one(Follower<Value>)
  case several([Follower<Value>])

  /// - Complexity: O(1) amortised.
  @inlinable
  mutating func append(_ follower: Follower<Value>) {
    switch self {
    case .none:
      self = .one(follower)
    case .one(let first):
      self = .several([first, follower])
    case .several(var list):
      self = .none
      list.append(follower)
      self = .several(list)
    }
  }
}
