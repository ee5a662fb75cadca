// The spinner in callback style: a timer that sets the next one, and a completion that cancels it.

import Callbacks
import Comparison
import EventLoops

extension Spinner {
  // region spinner-callback
  /// The animation is a timer whose event sets the next timer; cancelling the pending timer stops it.
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let (loop, screen) = (context.loop, SpinnerScreen(context: context))
    let next = LoopConfined<ScheduledTimer?>(nil, on: loop)

    @Sendable func turn(_ number: Int, after pause: Duration) {
      next.value = loop.schedule("frame", after: pause) {
        screen.draw(number)
        turn(number + 1, after: context[frame])
      }
    }

    let scope = CancellationScope(on: loop)
    turn(0, after: .zero)
    scope.add(
      context.api.call("slow", context.request) { result in
        next.value?.cancel()
        screen.erase()
        completion(Result { try scope.checkCancellation() }.flatMap { result })
      })
    return scope
  }
  // endregion
}
