// The work queue in callback style: each loop is a function that calls itself, and a counter finds the end.

import Callbacks
import Comparison
import EventLoops

extension WorkQueue {
  // region work-queue-callback
  /// Two kinds of loops, each a recursion; the counter and the first error are kept by hand.
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let session = WorkSession(context)
    let queue = session.queue
    let scope = CancellationScope(on: context.loop)
    let running = LoopConfined(session.consumers.count + 1, on: context.loop)
    let failure = LoopConfined<(any Error)?>(nil, on: context.loop)

    /// Is called by the producer and by each consumer when it has ended; the first error ends the others.
    @Sendable func end(_ error: (any Error)?, _ place: String) {
      running.value -= 1
      if let error, failure.value == nil {
        context.caught(error, place)
        failure.value = error
        scope.cancel()
      }
      if running.value > 0 { return }
      queue.discard()
      completion(failure.value.map { .failure($0) } ?? .success(session.summary))
    }

    @Sendable func produce(_ jobs: ArraySlice<String>, _ handle: CancellationScope) {
      guard let job = jobs.first else {
        queue.finish()
        return end(nil, "")
      }
      handle.replace(
        with: queue.put(job) { result in
          if case .failure(let error) = result { return end(error, "in the completion of a put") }
          produce(jobs.dropFirst(), handle)
        })
    }

    @Sendable func consume(_ name: String, _ handle: CancellationScope) {
      handle.replace(
        with: queue.take { result in
          do {
            guard let job = try result.get() else { return end(nil, "") }
            try handle.checkCancellation()
            handle.replace(
              with: context.api.call("\(job)", job) { reply in
                if case .failure(let error) = reply { return end(error, "in the completion of \(job)") }
                session.noteDone(job, by: name)
                consume(name, handle)
              })
          } catch {
            end(error, "in the completion of a take")
          }
        })
    }

    func handle() -> CancellationScope {
      let handle = CancellationScope(on: context.loop)
      scope.add(handle)
      return handle
    }
    for name in session.consumers { consume(name, handle()) }
    produce(session.jobs[...], handle())
    return scope
  }
  // endregion
}
