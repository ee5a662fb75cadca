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
    var next = held.followers
    /// What is left to do after `next`, last thing first.
    var later: [Followers<Value>] = []
    while true {
      switch next {
      case .future(let future):
        next = future.box.withValue { $0.settle(result) }?.followers ?? .none
        continue
      case .several(let list): later.append(contentsOf: list.reversed())
      default: setOff(next, result)
      }
      guard let follower = later.popLast() else { return true }
      next = follower
    }
  }

  /// Sets off what waited for a result, unless that are several things or another future.
  @inlinable
  @inline(__always)
  func setOff(_ follower: Followers<Value>, _ result: Result<Value, any Error>) {
    switch follower {
    case .none, .several, .future: break
    case .action(let action): action()
    case .reaction(let reaction): loop.post("", at: Self.nameless, reaction)
    case .completion(let body): loop.post("", at: Self.nameless) { body(result) }
    }
  }

  /// Adds what waits for the result; if that is there already, it is set off at once.
  @inlinable
  func add(_ follower: Followers<Value>) {
    let result = box.withValue { state in
      if state.result == nil { state.followers.append(follower) }
      return state.result
    }
    guard let result else { return }
    if case .future(let future) = follower {
      future.settle(result)
    } else {
      setOff(follower, result)
    }
  }

  /// Adds a reaction under the name of its operator.
  @inlinable
  func react(
    _ label: StaticString, at site: SourceSite, _ body: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    if loop.keepsNames {
      add(.action { loop.post(label.description, at: site) { body(settled) } })
    } else {
      add(.completion(body))
    }
  }

  /// The result, for reactions: they run only when there is one.
  @inlinable
  var settled: Result<Value, any Error> {
    guard let result = box.withValue({ $0.result }) else {
      preconditionFailure("a reaction ran although its future was not settled")
    }
    return result
  }

  /// The site of reactions on a loop that keeps no names.
  @inlinable
  static var nameless: SourceSite { SourceSite(fileID: #fileID, line: #line) }
}
