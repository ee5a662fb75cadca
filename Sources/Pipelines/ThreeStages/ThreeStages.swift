// Three calls, each made from the reply to the one before: the program that shows what a style is.

package import Comparison
import EventLoops

/// `call 1` → step 1 → `call 2` → step 2 → `call 3` → step 3: examples 18-10 to 18-12 of *Fluent Python*.
///
/// Each step makes the next request from a reply; the last one makes the result. All versions send the same requests
/// at the same instants; they differ in where an error can be caught, and where a cancellation takes effect.
///
/// The style does not determine all of that. The author decides whether code checks for cancellation between a reply and
/// its step, in a callback as in a task: here the callbacks check and the task does not, as is usual. `looking` and
/// `runningOn` compare like with like. A future leaves no such decision: a reaction that has not begun is cancelled with
/// its future.
package enum ThreeStages {
  /// The program in all its versions.
  package static let program = ComparedProgram(
    "three-stages", summary: "three calls in a row, each made from the reply to the one before",
    sharing: .notedState
  )
  .calls(1, 2, 3)
  .steps(1...3)
  .callback(ofText: runWithCallbacks)
  .callback(variant: "named", ofText: named)
  .future(runWithFutures)
  .async(runAsync)

  /// The program with a check for cancellation before each step, in every version.
  package static let looking = ComparedProgram(
    "three-stages-looking", summary: "the three stages, with a check for cancellation before each step"
  )
  .calls(1, 2, 3)
  .steps(1...3)
  .callback(ofText: runWithCallbacks)
  .future(runWithFutures)
  .async(runAsyncLooking)

  /// The program in which code continues to its next call after a reply.
  package static let runningOn = ComparedProgram(
    "three-stages-running-on", summary: "the three stages, without a check for cancellation between reply and step"
  )
  .calls(1, 2, 3)
  .steps(1...3)
  .callback(ofText: nestedRunningOn)
  .future(runWithFutures)
  .async(runAsync)
}
