// The answer of a stub to one request, as the simulated API handles it: a text or an error.

import EventLoops

/// The answer that a stub has for one request.
struct StubbedAnswer: Sendable {
  /// The reply as text, or the stub's own error.
  let result: Result<String, any Error>
  /// The error in the place of a failure of the plan.
  let failure: @Sendable (APIError) -> any Error
  /// How long the answer takes where the plan does not say; nil for as long as any call.
  let latency: Duration?
}
