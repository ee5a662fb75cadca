// The spinner in async style: a task with a loop in it, and a supervisor that cancels the task and awaits its end.

import Comparison
import EventLoops

extension Spinner {
  // region spinner-async
  /// The animation is a task of its own; the supervisor cancels it, and waits until it has erased the bar.
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    let spinner = context.loop.spawn("spinner") { await spin(context) }
    let answer: Result<String, any Error>
    do {
      answer = .success(try await context.api.call("slow", context.request))
    } catch {
      answer = .failure(error)
    }
    spinner.cancel()
    _ = await spinner.result
    return try answer.get()
  }

  /// Draws until its task is cancelled, and then erases.
  static func spin(_ context: ProgramContext) async {
    let (loop, screen) = (context.loop, SpinnerScreen(context: context))
    do {
      try Task.checkCancellation()
      for number in 0... {
        screen.draw(number)
        try await loop.sleep(for: context[frame])
        // The loop's sleep resumes in the event of its timer, a reply one event later. One more turn of the loop lets a
        // cancellation of the same instant come before the next frame.
        try await loop.sleep(for: .zero)
      }
    } catch {
      screen.erase()
    }
  }
  // endregion
}
