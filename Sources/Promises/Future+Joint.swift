// One future of several: what `all`, `any` and `race` share.

import EventLoops

extension Future {
  /// A future whose cancellation cancels all of `futures`, in their order.
  ///
  /// It is settled from the beginning if one of them belongs to another loop.
  static func joint<Input>(of futures: [Future<Input>], on loop: any EventLoop) -> Future {
    let joint = Future(on: loop, from: .handler { for future in futures { future.cancel() } })
    for future in futures {
      if let mismatch = future.mismatch(with: loop) { joint.settle(.failure(mismatch)) }
    }
    return joint
  }
}

/// What the reactions to the single futures share: with the last of them goes whoever could have settled the joint one.
final class JointDebt<Value: Sendable>: Sendable {
  let joint: Future<Value>

  init(_ joint: Future<Value>) {
    self.joint = joint
  }

  deinit {
    joint.loop.withAccess {
      // Which reaction is the last one to let go depends on the schedule, and nothing else depends on that.
      if joint.box.withValueUnobserved({ $0.result == nil }) { joint.box.forsake() }
    }
  }
}
