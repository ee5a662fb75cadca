// The spinner in future style: a chain of pauses that has no end, and a reaction that cancels it.

import Comparison
import EventLoops
import Promises

extension Spinner {
  // region spinner-future
  /// The animation is a future that never settles by itself; cancelling it stops the animation.
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let screen = SpinnerScreen(context: context)

    @Sendable func turn(_ number: Int, after pause: Duration) -> Future<Never> {
      Spinner.pause(for: pause, on: context.loop).flatMap {
        screen.draw(number)
        return turn(number + 1, after: context[frame])
      }
    }

    let spinner = turn(0, after: .zero)
    return context.api.call("slow", context.request)
      .always { _ in
        spinner.cancel()
        screen.erase()
      }
  }

  /// A future that succeeds after a while, or fails as soon as it is cancelled.
  private static func pause(for duration: Duration, on loop: any EventLoop) -> Future<Void> {
    let promise = Promise<Void>(on: loop, "pause")
    let timer = loop.schedule("pause", after: duration) { promise.succeed(()) }
    promise.onCancel {
      timer.cancel()
      promise.fail(CancellationError())
    }
    return promise.future
  }
  // endregion
}
