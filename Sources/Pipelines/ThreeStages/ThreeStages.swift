// Three calls, each made from the reply to the one before: the program that shows what a style is.

public import Comparison
import EventLoops

/// `call 1` → step 1 → `call 2` → step 2 → `call 3` → step 3: examples 18-10 to 18-12 of *Fluent Python*.
///
/// Each step makes the next request from a reply; the last one makes the result. All versions send the same requests
/// at the same instants; they part in where an error can be caught, and where a cancellation lands.
public enum ThreeStages {
  /// The program in all its versions.
  public static let program = ComparedProgram(
    "three-stages", summary: "three calls in a row, each made from the reply to the one before",
    sharing: .notedState
  )
  .callback(nil, nested)
  .callback("named", named)
  .future(nil, chained)
  .async(nil, awaited)
}
