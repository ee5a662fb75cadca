// One half of a pair of completions: for the value.

/// Called with the value if an operation succeeds: one half of a pair, the other being `FailureHandler`.
public typealias SuccessHandler<Value: Sendable> = @Sendable (Value) -> Void
