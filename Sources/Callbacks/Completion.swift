// What a callback-style function calls when it is done.

/// Called once with the result of an operation, in a later event of the loop than the one that started it.
///
/// The value need not be `Sendable`: it stays in the event that calls the completion.
public typealias Completion<Value> = @Sendable (Result<Value, any Error>) -> Void

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
