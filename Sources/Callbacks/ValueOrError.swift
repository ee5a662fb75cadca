// The completion with a value and an error, of which one is nil, in front of one that takes a result.

/// A completion of the older form, `(Value?, (any Error)?) -> Void`, that calls one with a result.
///
/// - Parameter completion: Gets the error if there is one, and the value otherwise; an error that says so if there is
///   neither.
public func makeValueOrErrorCompletion<Value>(
  _ completion: @escaping Completion<Value>
) -> @Sendable (Value?, (any Error)?) -> Void {
  { value, error in
    if let error { return completion(.failure(error)) }
    completion(value.map { .success($0) } ?? .failure(NoResultError()))
  }
}

/// A completion was called with neither a value nor an error.
struct NoResultError: Error, CustomStringConvertible {
  var description: String { "neither a value nor an error" }
}
