// The source of answers to a program's calls when it runs for real.

package import Callbacks

/// Answers calls over something real, such as a network, in place of the simulated answers of a plan.
///
/// The loop's programs stay as they are: they call the same API, and the same things are recorded of it.
package protocol Transport: Sendable {
  /// Begins a call.
  ///
  /// - Parameters:
  ///   - call: The call's name.
  ///   - request: What is asked for.
  ///   - completion: Called once with the reply, in a later event of the loop; with `CancellationError`, or not at all,
  ///     if the call is cancelled.
  /// - Returns: A handle that cancels the call.
  func begin(_ call: String, _ request: String, _ completion: @escaping Completion<String>) -> any Cancellable
}
