// What a future consists of: its result, or else what waits for it.

@usableFromInline
struct FutureState<Value: Sendable>: Sendable {
  /// The result; nil as long as the future is not settled.
  @usableFromInline var result: Result<Value, any Error>?
  /// Whether the future was asked to stop before it was settled.
  @usableFromInline var isCancelled = false
  /// What waits for the result; nothing once it is there.
  @usableFromInline var followers = Followers<Value>.none
  /// Whom to ask to stop; nobody once the future is settled or has been cancelled.
  @usableFromInline var canceller: Canceller

  @inlinable
  init(canceller: Canceller) {
    self.canceller = canceller
  }

  /// Settles the future.
  ///
  /// - Returns: What was held, for the caller to set off and to release: releasing it in here might run someone's
  ///   deinitialiser, which must be free to touch the future. Nil if the future was settled before.
  @inlinable
  mutating func settle(_ result: Result<Value, any Error>) -> (followers: Followers<Value>, canceller: Canceller)? {
    guard self.result == nil else { return nil }
    self.result = result
    return release()
  }

  /// Takes out what is held while the future is not settled.
  @inlinable
  mutating func release() -> (followers: Followers<Value>, canceller: Canceller) {
    var held = (followers: Followers<Value>.none, canceller: Canceller.none)
    swap(&held.followers, &followers)
    swap(&held.canceller, &canceller)
    return held
  }
}
