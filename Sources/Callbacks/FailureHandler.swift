// One half of a pair of completions: for the error.

/// Called with the error if an operation fails: the other half of the pair.
public typealias FailureHandler = @Sendable (any Error) -> Void
