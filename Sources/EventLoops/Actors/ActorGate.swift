// Where tasks of capturing loops wait before they enter an actor.

import ConcurrencyHooks

/// Makes an event of each call of an actor.
///
/// The runtime runs all calls that wait for an actor in a single job, so that no other event comes between them, and does not
/// report a call that joins others. So a task of a capturing loop does not join the queue of the actor: it waits as a ready
/// event of the loop, which keeps the order of the calls, and enters the actor in that event.
///
/// One object for all loops, without state: the calling thread tells the loop.
final class ActorGate: SerialExecutor {
  static let shared = ActorGate()

  /// Lets the tasks pass here that enter actors in the events of capturing loops.
  static func install() {
    ConcurrencyHooksGuardActors { actor, isCaller in
      let address = UInt(bitPattern: actor)
      guard let loop = RunningLoop.capturing, loop.holdsBack(before: address, isCallingTask: isCaller == 1) else {
        return ConcurrencySerialExecutor(identity: nil, implementation: nil)
      }
      // An executor is two words to the runtime: the object and its table of methods.
      return unsafeBitCast(ActorGate.shared.asUnownedSerialExecutor(), to: ConcurrencySerialExecutor.self)
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    guard let loop = RunningLoop.capturing else {
      // A thread asks the gate only inside an event, and enqueues in the same event.
      preconditionFailure("a task waits for an actor outside of an event")
    }
    loop.acceptForActor(job)
  }
}
