// An error to tell from others, and results in words.

struct Refusal: Error, Equatable, CustomStringConvertible {
  var description: String { "refusal" }
}

/// `value 42` or `error refusal`.
func words<Value>(for result: Result<Value, any Error>) -> String {
  switch result {
  case .success(let value): "value \(value)"
  case .failure(let error): "error \(error)"
  }
}
