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
    var (next, name) = (held.followers, held.name)
    /// What is left to do after `next`, last thing first.
    var later: [(follower: Followers<Value>, name: EventName)] = []
    while true {
      switch next {
      case .future(let future):
        let held = future.box.withValue { $0.settle(result) }
        (next, name) = (held?.followers ?? .none, held?.name ?? .none)
        continue
      case .several(let list): later.append(contentsOf: list.reversed())
      default: setOff(next, named: name, result)
      }
      guard let last = later.popLast() else { return true }
      (next, name) = last
    }
  }

  /// Sets off what waited for a result, unless that are several things or another future.
  @inlinable
  @inline(__always)
  func setOff(_ follower: Followers<Value>, named name: EventName, _ result: Result<Value, any Error>) {
    switch follower {
    case .none, .several, .future: break
    case .action(let action): action()
    case .reaction(let reaction): loop.post(name, reaction)
    case .completion(let body): loop.post(name) { body(result) }
    }
  }

  /// Adds what waits for the result, and the name of its event; if the result is there already, it is set off at once.
  @inlinable
  func add(_ follower: Followers<Value>, named name: EventName = .none) {
    let result = box.withValue { state in
      if state.result == nil { state.append(follower, named: name) }
      return state.result
    }
    guard let result else { return }
    if case .future(let future) = follower {
      future.settle(result)
    } else {
      setOff(follower, named: name, result)
    }
  }

  /// Adds a reaction under the name of its operator.
  @inlinable
  func react(
    _ label: StaticString, at site: SourceSite, _ body: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    add(.completion(body), named: loop.name(label, at: site))
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
