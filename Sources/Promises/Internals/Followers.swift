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
  /// A reaction by which a joint future waits; it may be over before the result is there.
  case joint(any JointReaction<Value>)
  /// A future to be settled alike, at the same moment.
  case future(Future<Value>)
  /// Something to be done at the same moment; what concerns the program it only posts.
  case action(@Sendable () -> Void)
  /// The box of a derived future that will never settle, left by its reaction; see `abandon`.
  case left(any AnyObject & Sendable)
  /// More than one thing, each with the name of its event.
  case several(FollowerList<Value>)

  /// Takes out what waits.
  @inlinable
  @inline(__always)
  mutating func take() -> Followers {
    var taken = Followers.none
    swap(&self, &taken)
    return taken
  }
}

/// More than one thing that waits for a future, in the order in which they came.
@usableFromInline
struct FollowerList<Value: Sendable>: Sendable {
  @usableFromInline var entries: [(follower: Followers<Value>, name: EventName)]
  /// How many of them were said to be over, since the last time that those were taken out.
  @usableFromInline var overCount = 0

  @inlinable
  init(_ entries: [(follower: Followers<Value>, name: EventName)]) {
    self.entries = entries
  }

  /// Notes that one more is over, and takes out all that are as soon as they are half of the list.
  ///
  /// - Complexity: O(1) amortised.
  mutating func noteOneOver() {
    overCount += 1
    guard overCount * 2 >= entries.count else { return }
    entries.removeAll { $0.follower.isOver }
    overCount = 0
  }
}

extension Followers {
  /// Whether what waits would do nothing with the result any more.
  var isOver: Bool {
    switch self {
    case .joint(let reaction): reaction.isOver
    case .future(let future): future.isSettled
    case .none, .reaction, .completion, .kept, .action, .left, .several: false
    }
  }
}
