// What must not be done: a supervisor of a task that waits without `await`.

import Comparison
import EventLoops

@testable import Pipelines

/// The spinner with a slow function that keeps the loop's thread to itself.
enum BlockingSupervisor {
  static let program = ComparedProgram("blocking spinner").async(supervise)

  static var version: ComparedProgram.Version { program.versions[0] }

  // region spinner-blocked
  @Sendable
  private static func supervise(_ context: ProgramContext) async -> String {
    let spinner = context.loop.spawn("spinner") { await Spinner.spin(context) }
    let answer = block(context)  // no await: nothing else of the loop runs meanwhile
    spinner.cancel()
    _ = await spinner.result
    return answer
  }
  // endregion

  /// A slow function as it must not be: it works on the loop's thread, or sleeps on it.
  private static func block(_ context: ProgramContext) -> String {
    context.note("blocked")
    return "42"
  }
}
