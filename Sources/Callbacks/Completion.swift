// What a callback-style function calls when it is done.

/// Called once with the result of an operation, in a later event of the loop than the one that started it.
public typealias Completion<Value: Sendable> = @Sendable (Result<Value, any Error>) -> Void

/// Called with the value if an operation succeeds: one half of a pair, the other being `FailureHandler`.
public typealias SuccessHandler<Value: Sendable> = @Sendable (Value) -> Void

/// Called with the error if an operation fails: the other half of the pair.
public typealias FailureHandler = @Sendable (any Error) -> Void

/// The completion that calls one half of a success and failure pair.
@inlinable
public func makeCompletion<Value: Sendable>(
  success: @escaping SuccessHandler<Value>, failure: @escaping FailureHandler
) -> Completion<Value> {
  { result in
    switch result {
    case .success(let value): success(value)
    case .failure(let error): failure(error)
    }
  }
}
