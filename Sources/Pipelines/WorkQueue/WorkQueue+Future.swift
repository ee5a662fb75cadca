// The work queue in future style: each loop is a `repeating`, and `all` finds the end.

import Callbacks
import Comparison
import EventLoops
import Promises

extension WorkQueue {
  // region work-queue-future
  /// Two kinds of loops, each a `repeating`; `all` waits for them, and the first error cancels the others.
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let session = WorkSession(context)
    let consumers = session.consumers.map { consume($0, session) }
    return Future.all(consumers + [produce(session)], on: context.loop, cancelsOthers: true)
      .map { _ in session.summary }
      .always { _ in session.queue.discard() }
      .recover { error in
        context.caught(error, "at the end of the chain")
        throw error
      }
  }

  private static func produce(_ session: WorkSession) -> Future<Void> {
    let rest = LoopConfined(session.jobs[...], on: session.context.loop)
    return .repeating(on: session.context.loop) {
      guard let job = rest.withValue({ $0.popFirst() }) else {
        session.queue.finish()
        return .succeeded((), on: session.context.loop)
      }
      return session.queue.put(job).map { nil }
    }
  }

  private static func consume(_ name: String, _ session: WorkSession) -> Future<Void> {
    .repeating(on: session.context.loop) {
      session.queue.take().flatMap { job in
        guard let job else { return .succeeded((), on: session.context.loop) }
        return session.context.api.call("\(job)", job).map { _ in
          session.noteDone(job, by: name)
          return nil
        }
      }
    }
  }
  // endregion
}
