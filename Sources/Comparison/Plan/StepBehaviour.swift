// The behaviour of a step between two calls.

/// The behaviour of a step between two calls.
public enum StepBehaviour: Sendable, Hashable {
  /// The step makes this request (or, after the last call, this result) from the reply.
  case makes(String)
  /// The step throws a `StepError` with this reason.
  case throwsError(String)
}
