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
    settle(result, inEvent: loop.isCurrent)
  }

  /// As above, for a caller that has just asked the loop whether it runs in one of its events.
  @inlinable
  @inline(__always)
  func settle(_ result: Result<Value, any Error>, inEvent isInEvent: Bool) -> Bool {
    var isFirst = false
    if let next = settleAlone(result, inEvent: isInEvent, isFirst: &isFirst) {
      next.settleNext(result, inEvent: isInEvent)
    }
    return isFirst
  }

  /// Settles this future, and one after another those that are to be settled alike.
  @inlinable
  @inline(never)
  func settleNext(_ result: Result<Value, any Error>, inEvent isInEvent: Bool) {
    var isFirst = false
    guard var future = settleAlone(result, inEvent: isInEvent, isFirst: &isFirst) else { return }
    while let next = future.settleAlone(result, inEvent: isInEvent, isFirst: &isFirst) { future = next }
  }

  /// Settles this future, and sets off what waits for it, except a future that is to be settled alike.
  ///
  /// - Parameters:
  ///   - result: What to settle it with.
  ///   - isInEvent: Whether the caller runs in an event of the loop.
  ///   - isFirst: Becomes whether the future was not settled before.
  /// - Returns: The future that is to be settled alike, if there is one.
  @inlinable
  @inline(__always)
  func settleAlone(_ result: Result<Value, any Error>, inEvent isInEvent: Bool, isFirst: inout Bool) -> Future? {
    var held = FutureState<Value>.Held()
    isFirst = box.withValue(inEvent: isInEvent) { $0.settle(result, releasing: &held) }
    if !isFirst { return nil }
    switch held.followers.take() {
    case .future(let next): return next
    case .several(let list): settle(list.entries, result)
    case let follower: setOff(follower, named: held.name, result)
    }
    return nil
  }

  /// Settles the future as one of several events of which each could settle it, and whose order cannot be
  /// observed afterwards.
  func settleInConcert(_ result: Result<Value, any Error>) {
    var held = FutureState<Value>.Held()
    guard box.withValueUnobserved({ $0.settle(result, releasing: &held) }) else { return }
    settle([(held.followers.take(), held.name)], result)
  }

  /// Runs several reactions. The reactions that each of them triggers run before the next one.
  @inlinable
  @inline(never)
  func settle(_ list: [(follower: Followers<Value>, name: EventName)], _ result: Result<Value, any Error>) {
    /// What is left to do, last thing first.
    var left: [(future: Future, follower: Followers<Value>, name: EventName)] = []
    left.append(contentsOf: list.reversed().map { (self, $0.follower, $0.name) })
    while let next = left.popLast() {
      switch next.follower {
      case .future(let future):
        var held = FutureState<Value>.Held()
        guard future.box.withValue({ $0.settle(result, releasing: &held) }) else { continue }
        left.append((future, held.followers, held.name))
      case .several(let list):
        left.append(contentsOf: list.entries.reversed().map { (next.future, $0.follower, $0.name) })
      default:
        next.future.setOff(next.follower, named: next.name, result)
      }
    }
  }

  /// Sets off what waited for this future's result, unless that are several things or another future.
  @inlinable
  @inline(__always)
  func setOff(_ follower: consuming Followers<Value>, named name: EventName, _ result: Result<Value, any Error>) {
    switch consume follower {
    case .none, .several, .future, .left: break
    case .action(let action): action()
    case .reaction(let reaction): box.postReaction(name, reaction)
    case .completion(let body): box.postReaction(name) { body(result) }
    case .joint(let reaction):
      if !reaction.isOver { box.postReaction(name) { reaction.react(to: result) } }
    case .kept:
      box.postReaction(name) { [box] in
        // Swapped out, not returned: a function that a generic closure returns is wrapped in an object.
        var kept = Followers<Value>.none
        let result = box.withValueUnobserved { state in
          swap(&state.followers, &kept)
          return state.result
        }
        if case .completion(let body) = kept, let result { body(result) }
      }
    }
  }

  /// Adds what waits for the result, and the name of its event; if the result is there already, it is set off at once.
  @inlinable
  func add(_ follower: consuming Followers<Value>, named name: EventName = .none) {
    add(consume follower, named: name, inEvent: loop.isCurrent)
  }

  /// As above, for a caller that has just asked the loop whether it runs in one of its events.
  @inlinable
  func add(_ follower: consuming Followers<Value>, named name: EventName, inEvent isInEvent: Bool) {
    var follower = consume follower
    guard let result = box.withValue(inEvent: isInEvent, { $0.add(&follower, named: name) }) else { return }
    if case .future(let future) = follower {
      _ = future.settle(result, inEvent: isInEvent)
    } else {
      setOff(follower, named: name, result)
    }
  }

  /// Adds a reaction under the name of its operator.
  @inlinable
  func react(
    _ label: StaticString, at site: SourceSite, _ body: consuming @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    add(.completion(consume body), named: loop.name(label, at: site))
  }

  /// Releases what waited for this future and does so no more, unless the future is settled: at once if nothing else
  /// waits, and otherwise as soon as it is half of all that waits.
  ///
  /// Call it once for each thing that is over.
  func noteOneOver() {
    var followers = box.withValueUnobserved { $0.followers.take() }
    if case .several(var list) = followers {
      followers = .none
      list.noteOneOver()
      if !list.entries.isEmpty { followers = .several(list) }
    } else if followers.isOver {
      followers = .none
    }
    box.withValueUnobserved { $0.followers = followers }
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
