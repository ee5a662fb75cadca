// One future of several: what `all`, `any` and `race` share.

import EventLoops

extension Future {
  /// A future that is settled by what comes of several others; its cancellation cancels all of them, in their order.
  ///
  /// It is settled from the beginning if one of them belongs to another loop. Once it is settled, the others hold
  /// nothing of it.
  ///
  /// - Parameters:
  ///   - cancelsOthers: Whether those that are not settled are cancelled when it is.
  ///   - valuesCommute: Whether the order in which the values come changes nothing.
  ///   - label: What reports call the reactions.
  ///   - decide: Says what the joint future comes to by the latest result; nil if it has to wait for more.
  static func joint<Input>(
    of futures: [Future<Input>], on loop: any EventLoop, cancelsOthers: Bool, valuesCommute: Bool = false,
    _ label: StaticString, at site: SourceSite, _ decide: @escaping JointWait<Input, Value>.Decision
  ) -> Future {
    let joint = Future(on: loop, from: .handler { for future in futures { future.cancel() } })
    for future in futures {
      if let mismatch = future.mismatch(with: loop) { joint.settle(.failure(mismatch)) }
    }
    if joint.isSettled || futures.isEmpty { return joint }
    // Observed, for the driver of a loop's choices, are the accesses to the joint future: see `JointMember`.
    let wait = LoopConfined<JointWait<Input, Value>?>(
      observing: JointWait(
        debt: CombinatorCompletion(joint), futures: futures, cancelsOthers: cancelsOthers, decide: decide), on: loop)
    for (index, future) in futures.enumerated() {
      let member = JointMember(
        wait: wait, index: index, joint: joint.box.stateName, valuesCommute: valuesCommute)
      future.add(.joint(member), named: loop.name(label, at: site))
    }
    return joint
  }
}

/// What the reactions to the single futures of a joint one share; it goes when that is settled.
struct JointWait<Input: Sendable, Output: Sendable>: Sendable {
  /// Takes the latest result, all results if that was the last one, and whether the joint future was cancelled.
  typealias Decision =
    @Sendable (
      _ latest: Result<Input, any Error>, _ all: [Result<Input, any Error>]?, _ isCancelled: Bool
    ) -> Result<Output, any Error>?

  let debt: CombinatorCompletion<Output>
  let futures: [Future<Input>]
  let cancelsOthers: Bool
  private let decide: Decision
  /// What has come of each.
  private var results: [Result<Input, any Error>?]
  private var missing: Int

  init(debt: CombinatorCompletion<Output>, futures: [Future<Input>], cancelsOthers: Bool, decide: @escaping Decision) {
    self.debt = debt
    self.futures = futures
    self.cancelsOthers = cancelsOthers
    self.decide = decide
    results = Array(repeating: nil, count: futures.count)
    missing = futures.count
  }

  /// Notes what has come of one of the futures.
  ///
  /// - Returns: What the joint future comes to by it; nil if it has to wait for more. A value settles none that was
  ///   cancelled.
  mutating func note(_ result: Result<Input, any Error>, at index: Int) -> Result<Output, any Error>? {
    results[index] = result
    missing -= 1
    let isCancelled = debt.joint.box.withValueUnobserved { $0.isCancelled }
    if isCancelled, case .success = result { return .failure(CancellationError()) }
    return decide(result, missing == 0 ? results.compactMap(\.self) : nil, isCancelled)
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
private final class JointMember<Input: Sendable, Output: Sendable>: JointReaction {
  private let wait: LoopConfined<JointWait<Input, Output>?>
  private let index: Int
  /// The name of the joint future's state in the record of a driven loop.
  private let joint: UInt64
  private let valuesCommute: Bool

  init(wait: LoopConfined<JointWait<Input, Output>?>, index: Int, joint: UInt64, valuesCommute: Bool) {
    self.wait = wait
    self.index = index
    self.joint = joint
    self.valuesCommute = valuesCommute
  }

  /// Never, on a loop that reorders events: which reactions there are would depend on when the joint future was settled, and
  /// no access would show it.
  var isOver: Bool { joint == 0 && wait.withValueUnobserved { $0 == nil } }

  func react(to result: Result<Input, any Error>) {
    // Values that commute update the joint future; whatever else comes writes it, also if it was settled before.
    var commutes = valuesCommute
    if case .failure = result { commutes = false }
    if commutes { wait.loop.noteUpdate(of: joint) } else if joint != 0 { wait.loop.noteAccess(to: joint, writes: true) }
    guard let decided = wait.withValueUnobserved({ $0?.note(result, at: index) }),
      let over = wait.withValueUnobserved({ $0 })
    else { return }
    if commutes { over.debt.joint.settleInConcert(decided) } else { over.debt.joint.settle(decided) }
    // Taken out only after the cancellation of the others: what that sets off does not depend on the decision.
    if over.cancelsOthers { for future in over.futures { future.cancel() } }
    wait.withValueUnobserved { $0 = nil }
    // Those that are settled hold nothing any more. A loop that reorders events keeps the reactions: see `isOver`.
    if joint != 0 { return }
    for future in over.futures where future.box.withValueUnobserved({ $0.result == nil }) { future.noteOneOver() }
  }
}

/// Shared by the reactions that can settle a joint future; forsakes that future when the last of them is released.
final class CombinatorCompletion<Value: Sendable>: Sendable {
  let joint: Future<Value>

  init(_ joint: Future<Value>) {
    self.joint = joint
  }

  deinit {
    joint.loop.withAccess {
      // Which reaction is the last one to let go depends on the schedule, and nothing else depends on that.
      if joint.box.withValueUnobserved({ $0.result == nil }) { joint.box.abandon() }
    }
  }
}
