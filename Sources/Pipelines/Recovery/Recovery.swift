// Three stages of which the second one may fail: where a style puts the way back from an error.

package import Comparison
import EventLoops

/// The three stages, with a value to continue with if the second call fails.
///
/// All versions recover at the same place, and none of them from a cancellation.
package enum Recovery {
  /// The program in its three versions.
  package static let program = ComparedProgram(
    "recovery", summary: "the three stages, with a substitute value when the second call fails",
    sharing: .notedState
  )
  .calls(1, 2, 3)
  .steps(1...3)
  .recovers(from: 2)
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)
}
