// What a future consists of: its result, or else what waits for it.

public import EventLoops

/// The state of a future. The order of the fields leaves no gap.
@usableFromInline
struct FutureState<Value: Sendable>: Sendable {
  // The first field: a loop with many events has what it refers to fetched before the reaction of a derived future runs.
  /// The target of a cancellation: the work, or the future that this one waits for; empty once the future is settled.
  @usableFromInline var canceller: Canceller
  /// What waits for the result; nothing once it is there.
  @usableFromInline var followers = Followers<Value>.none
  /// Whether the future was asked to stop before it was settled.
  @usableFromInline var isCancelled = false
  /// The name of the event that waits for the result, if it is one and the loop keeps names.
  @usableFromInline var name = EventName.none
  /// The result; nil as long as the future is not settled.
  @usableFromInline var result: Result<Value, any Error>?

  @inlinable
  init(canceller: Canceller) {
    self.canceller = canceller
  }

  /// Adds what waits for the result, and the name of its event, unless the result is there already.
  ///
  /// - Parameter follower: Is taken, unless there is a result.
  /// - Returns: The result, if there is one.
  /// - Complexity: O(1) amortised.
  @inlinable
  @inline(__always)
  mutating func add(_ follower: inout Followers<Value>, named name: EventName) -> Result<Value, any Error>? {
    if let result { return result }
    if case .none = followers {
      swap(&followers, &follower)
      self.name = name
    } else {
      addOneMore(follower.take(), named: name)
    }
    return nil
  }

  @inlinable
  @inline(never)
  mutating func addOneMore(_ follower: Followers<Value>, named name: EventName) {
    var first = followers.take()
    if case .several(var list) = first {
      first = .none
      list.entries.append((follower, name))
      followers = .several(list)
    } else {
      followers = .several(FollowerList([(first, self.name), (follower, name)]))
    }
  }

  /// What is held while the future is not settled.
  @usableFromInline
  struct Held {
    @usableFromInline var followers = Followers<Value>.none
    @usableFromInline var name = EventName.none
    @usableFromInline var canceller = Canceller.none

    @inlinable
    init() {}
  }

  /// Settles the future.
  ///
  /// - Parameter held: Takes what was held, for the caller to set off and to release: releasing it in here might run
  ///   someone's deinitialiser, which must be free to touch the future.
  /// - Returns: False if the future was settled before.
  @inlinable
  @inline(__always)
  mutating func settle(_ result: Result<Value, any Error>, releasing held: inout Held) -> Bool {
    guard self.result == nil else { return false }
    self.result = result
    swap(&held.canceller, &canceller)
    held.name = name
    if case .completion = followers {
      held.followers = .kept
    } else {
      swap(&held.followers, &followers)
    }
    return true
  }
}

extension FutureState {
  /// Notes a request to cancel, unless the future is settled or has been asked before.
  ///
  /// - Returns: The next target to cancel.
  mutating func requestCancellation() -> Canceller {
    guard result == nil, !isCancelled else { return .none }
    isCancelled = true
    let next = canceller
    canceller = next.afterRequest
    return next
  }
}
