// How a future is settled, and what that sets off.

public import EventLoops

extension Future {
  /// Settles the future, and with it those that follow it without an event in between.
  ///
  /// A loop rather than a recursion, so that a chain of a million nested futures settles on a small stack.
  ///
  /// - Returns: Whether it was not settled before.
  @inlinable
  @discardableResult
  func settle(_ result: Result<Value, any Error>) -> Bool {
    guard let held = box.withValue({ $0.settle(result) }) else { return false }
    var followers = held.followers
    /// What is left to do after `followers`, last thing first.
    var later: [Follower<Value>] = []
    while true {
      var next: Follower<Value>?
      switch followers {
      case .none:
        next = later.popLast()
      case .one(let follower):
        next = follower
      case .several(let list):
        later.append(contentsOf: list.reversed())
        next = later.popLast()
      }
      followers = .none
      switch next {
      case .reaction(let reaction): reaction()
      case .future(let future): followers = future.box.withValue { $0.settle(result) }?.followers ?? .none
      case nil: return true
      }
    }
  }

  /// Adds what waits for the result; if that is there already, it is set off at once.
  @inlinable
  func add(_ follower: Follower<Value>) {
    let result = box.withValue { state in
      if state.result == nil { state.followers.append(follower) }
      return state.result
    }
    guard let result else { return }
    switch follower {
    case .reaction(let reaction): reaction()
    case .future(let future): future.settle(result)
    }
  }

  /// Adds a reaction under the name of its operator.
  @inlinable
  func react(
    _ label: StaticString, at site: SourceSite, _ body: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    let reaction = Reaction(self, label, site, body)
    add(.reaction { reaction.setOff() })
  }

  /// The result, for reactions: they run only when there is one.
  @inlinable
  var settled: Result<Value, any Error> {
    guard let result = box.withValue({ $0.result }) else {
      preconditionFailure("a reaction ran although its future was not settled")
    }
    return result
  }
}
