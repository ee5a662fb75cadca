// What a future consists of: its result, or else what waits for it.

public import EventLoops

/// The order of the fields leaves no gap: 41 bytes for a value of one word, so that a waiting future and the box around
/// it take 96 bytes, and a derived one 112. They were 112 and 176. The name lies where a gap would be.
@usableFromInline
struct FutureState<Value: Sendable>: Sendable {
  /// The result; nil as long as the future is not settled.
  @usableFromInline var result: Result<Value, any Error>?
  /// Whether the future was asked to stop before it was settled.
  @usableFromInline var isCancelled = false
  /// The name of the event that waits for the result, if it is one and the loop keeps names.
  @usableFromInline var name = EventName.none
  /// Whom to ask to stop; nobody once the future is settled. That is also what a derived future is made from.
  @usableFromInline var canceller: Canceller
  /// What waits for the result; nothing once it is there.
  @usableFromInline var followers = Followers<Value>.none

  @inlinable
  init(canceller: Canceller) {
    self.canceller = canceller
  }

  /// Adds what waits for the result, and the name of its event.
  ///
  /// - Complexity: O(1) amortised.
  @inlinable
  mutating func append(_ follower: Followers<Value>, named name: EventName) {
    switch followers {
    case .none:
      (followers, self.name) = (follower, name)
    case .several(var list):
      followers = .none
      list.append((follower, name))
      followers = .several(list)
    case .reaction, .completion, .future, .action:
      followers = .several([(followers, self.name), (follower, name)])
    }
  }

  /// Settles the future.
  ///
  /// - Returns: What was held, for the caller to set off and to release: releasing it in here might run someone's
  ///   deinitialiser, which must be free to touch the future. Nil if the future was settled before.
  @inlinable
  mutating func settle(_ result: Result<Value, any Error>) -> Held? {
    guard self.result == nil else { return nil }
    self.result = result
    return release()
  }

  /// What is held while the future is not settled.
  @usableFromInline
  typealias Held = (followers: Followers<Value>, name: EventName, canceller: Canceller)

  /// Takes out what is held.
  @inlinable
  mutating func release() -> Held {
    var held = (followers: Followers<Value>.none, name: name, canceller: Canceller.none)
    swap(&held.followers, &followers)
    swap(&held.canceller, &canceller)
    return held
  }
}

extension FutureState: CancellableState {
  mutating func requestCancellation() -> Canceller {
    guard result == nil, !isCancelled else { return .none }
    isCancelled = true
    let next = canceller
    canceller = next.afterRequest
    return next
  }
}
