// One future of several: what `all`, `allSettled`, `any` and `race` share.

import EventLoops

extension Future {
  /// A future that is settled by what comes of several others; its cancellation cancels all of them, in their order.
  ///
  /// It is settled from the beginning if one of them belongs to another loop. Once it is settled, the others hold
  /// nothing of it.
  ///
  /// - Parameters:
  ///   - cancelsOthers: Whether those that are not settled are cancelled when it is.
  ///   - commuting: The results whose order changes nothing.
  ///   - waitsForAll: Whether a joint future that was cancelled waits for all results before it fails.
  ///   - ofNone: What the joint future of no futures comes to.
  ///   - label: What reports call the reactions.
  ///   - decide: Says what the joint future comes to by the latest result; nil if it has to wait for more.
  static func joint<Input>(
    of futures: [Future<Input>], on loop: any EventLoop, cancelsOthers: Bool, commuting: CommutingResults = .none,
    waitsForAll: Bool = false, ofNone: Result<Value, any Error>, _ label: StaticString, at site: SourceSite,
    _ decide: @escaping JointWait<Input, Value>.Decision
  ) -> Future {
    if futures.isEmpty { return .settled(ofNone, on: loop) }
    return joint(of: futures, on: loop, cancelsOthers: cancelsOthers, waitsForAll: waitsForAll, decide) { joint, wait in
      for (index, future) in futures.enumerated() {
        let member = JointMember(wait: wait, index: index, joint: joint.box.stateName, commuting: commuting)
        future.add(.joint(member), named: loop.name(label, at: site))
      }
    }
  }

  /// As above, for futures that may differ in the type of their values.
  ///
  /// - Parameter addMembers: Adds the reactions to the single futures; it is not called if one belongs to another loop.
  static func joint<Input>(
    of parts: [any AnyFuture], on loop: any EventLoop, cancelsOthers: Bool, waitsForAll: Bool = false,
    _ decide: @escaping JointWait<Input, Value>.Decision,
    addMembers: (Future, LoopConfined<JointWait<Input, Value>?>) -> Void
  ) -> Future {
    let joint = Future(on: loop, from: .handler { for part in parts { part.cancel() } })
    for part in parts {
      if let mismatch = part.mismatch(with: loop) { joint.settle(.failure(mismatch)) }
    }
    if joint.isSettled { return joint }
    // Observed, for the driver of a loop's choices, are the accesses to the joint future: see `JointMember`.
    let wait = LoopConfined<JointWait<Input, Value>?>(
      observing: JointWait(
        debt: CombinatorCompletion(joint), parts: parts, cancelsOthers: cancelsOthers, waitsForAll: waitsForAll,
        decide: decide),
      on: loop)
    addMembers(joint, wait)
    return joint
  }
}

/// Which results of the single futures of a joint one may come in any order without a difference.
enum CommutingResults {
  case none
  case values
  case all
}

/// What the reactions to the single futures of a joint one share; it goes when that is settled.
struct JointWait<Input: Sendable, Output: Sendable>: Sendable {
  /// Takes the latest result, all results if that was the last one, and whether the joint future was cancelled.
  typealias Decision =
    @Sendable (
      _ latest: Result<Input, any Error>, _ all: [Result<Input, any Error>]?, _ isCancelled: Bool
    ) -> Result<Output, any Error>?

  let debt: CombinatorCompletion<Output>
  let parts: [any AnyFuture]
  let cancelsOthers: Bool
  private let waitsForAll: Bool
  private let decide: Decision
  /// What has come of each.
  private var results: [Result<Input, any Error>?]
  private var missing: Int

  init(
    debt: CombinatorCompletion<Output>, parts: [any AnyFuture], cancelsOthers: Bool, waitsForAll: Bool,
    decide: @escaping Decision
  ) {
    self.waitsForAll = waitsForAll
    self.debt = debt
    self.parts = parts
    self.cancelsOthers = cancelsOthers
    self.decide = decide
    results = Array(repeating: nil, count: parts.count)
    missing = parts.count
  }

  private var isCancelled: Bool { debt.joint.box.withValueUnobserved { $0.isCancelled } }

  /// Whether the next result settles the joint future whatever it is, since that was cancelled.
  var isSettledByFirst: Bool { isCancelled && !waitsForAll }

  /// Notes what has come of one of the futures.
  ///
  /// - Returns: What the joint future comes to by it; nil if it has to wait for more. A value settles none that was
  ///   cancelled.
  mutating func note(_ result: Result<Input, any Error>, at index: Int) -> Result<Output, any Error>? {
    results[index] = result
    missing -= 1
    if isSettledByFirst, case .success = result { return .failure(CancellationError()) }
    return decide(result, missing == 0 ? results.compactMap { $0 } : nil, isCancelled)
  }
}

/// A reaction by which a joint future waits for one of several.
@usableFromInline
protocol JointReaction<Input>: AnyObject, Sendable {
  associatedtype Input: Sendable

  /// Whether the joint future is settled, so that the result changes nothing any more.
  var isOver: Bool { get }

  func react(to result: Result<Input, any Error>)
}

/// The place of one future among several.
final class JointMember<Input: Sendable, Output: Sendable>: JointReaction {
  private let wait: LoopConfined<JointWait<Input, Output>?>
  private let index: Int
  /// The name of the joint future's state in the record of a driven loop.
  private let joint: UInt64
  private let commuting: CommutingResults

  init(wait: LoopConfined<JointWait<Input, Output>?>, index: Int, joint: UInt64, commuting: CommutingResults) {
    self.wait = wait
    self.index = index
    self.joint = joint
    self.commuting = commuting
  }

  /// Never, on a loop that reorders events: which reactions there are would depend on when the joint future was settled, and
  /// no access would show it.
  var isOver: Bool { joint == 0 && wait.withValueUnobserved { $0 == nil } }

  @_specialize(where Input == Void, Output == [Void])
  func react(to result: Result<Input, any Error>) {
    // Results that commute update the joint future; whatever else comes writes it, also if it was settled before. The
    // first result of a future that was cancelled settles it, and does not commute with the others.
    let settlesFirst = joint != 0 && wait.withValueUnobserved { $0?.isSettledByFirst == true }
    let commutes =
      switch (commuting, result) {
      case (.all, _), (.values, .success): !settlesFirst
      case (.none, _), (.values, .failure): false
      }
    if commutes { wait.loop.noteUpdate(of: joint) } else if joint != 0 { wait.loop.noteAccess(to: joint, writes: true) }
    guard let decided = wait.withValueUnobserved({ $0?.note(result, at: index) }),
      let over = wait.withValueUnobserved({ $0 })
    else { return }
    if commutes { over.debt.joint.settleInConcert(decided) } else { over.debt.joint.settle(decided) }
    // Taken out only after the cancellation of the others: what that sets off does not depend on the decision.
    if over.cancelsOthers { for part in over.parts { part.cancel() } }
    wait.withValueUnobserved { $0 = nil }
    // Those that are settled hold nothing any more. A loop that reorders events keeps the reactions: see `isOver`.
    if joint != 0 { return }
    for part in over.parts where part.isUnsettled { part.noteOneOver() }
  }
}

/// Held by all that can settle a future without a promise: a joint one, one of a pause, or one of work that has a
/// permit. Abandons that future when the last of them is released.
@usableFromInline
final class CombinatorCompletion<Value: Sendable>: Sendable {
  @usableFromInline let joint: Future<Value>

  @inlinable
  init(_ joint: Future<Value>) {
    self.joint = joint
  }

  /// Settles the future, and stays until it has.
  func settle(_ result: Result<Value, any Error>) {
    joint.settle(result)
  }

  deinit {
    joint.loop.withAccess {
      // Which reaction is the last one to let go depends on the schedule, and nothing else depends on that.
      if joint.isUnsettled { joint.abandon() }
    }
  }
}
