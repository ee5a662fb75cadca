// A slow function and an animation that turns until the function is done: examples 18-1 to 18-4 of *Fluent Python*.

package import Comparison
import EventLoops

/// A bar turns beside a message while a slow function works; when that is done, the bar is stopped and erased, and
/// the answer delivered.
///
/// In every version a *supervisor* starts the spinner, waits for the slow function, and stops the spinner, whether
/// the function came to an answer, failed or was cancelled. The slow function is the call `slow` of the API.
package enum Spinner {
  /// The program in its three versions.
  package static let program = ComparedProgram(
    "spinner", summary: "an animation that turns while a slow function works, and stops when it is done",
    sharing: .notedState
  )
  .setting(frame)
  .setting(message)
  .calls("slow")
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)

  /// The duration of a frame.
  package static let frame = ProgramSetting("frame", default: .milliseconds(100), "the duration of a frame")
  /// The text beside the bar.
  package static let message = ProgramSetting("message", default: usualMessage, "the text beside the turning bar")
  /// The default text beside the bar.
  package static let usualMessage = "thinking!"

  /// The n-th frame, counted from 0: the bar in one of its four positions, and the message.
  package static func picture(_ number: Int, _ message: String) -> String {
    "\(bars[number % bars.count]) \(message)"
  }

  private static let bars = ["|", "/", "-", "\\"]
}
