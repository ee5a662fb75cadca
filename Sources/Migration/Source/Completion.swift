// The completion of a function: one handler, or one for success and one for failure.

/// The handlers that a function calls with its result.
struct Completion: Sendable {
  let parameter: FunctionSignature.Parameter
  let shape: CompletionShape
  /// The handler of failures, where it is one of its own.
  let failure: (parameter: FunctionSignature.Parameter, shape: CompletionShape)?

  /// Whether a parameter is one of the handlers.
  func contains(_ other: FunctionSignature.Parameter) -> Bool {
    other == parameter || other == failure?.parameter
  }

  /// Statements that call the handlers with a result.
  func calling(with result: String, sample: (String) -> String) -> String {
    guard let failure else { return shape.calling(parameter.name, with: result, sample: sample) }
    let call = parameter.name + (shape.isOptional ? "?" : "")
    let parts = shape.values.count == 1 ? ["value"] : shape.values.indices.map { "value.\($0)" }
    return
      "switch \(result) { case .success\(shape.values.isEmpty ? "" : "(let value)"): \(call)(\(parts.joined(separator: ", ")));"
      + " case .failure(let error): \(failure.shape.callingFailure(failure.parameter.name, sample: sample)) }"
  }
}

extension FunctionSignature {
  /// The handlers: the closure that returns nothing and is called like a completion, or the last one.
  var completion: Completion? {
    let handlers = parameters.compactMap { parameter in
      CompletionShape(parameter.type).map { (parameter: parameter, shape: $0) }
    }
    func named(_ words: [String]) -> (FunctionSignature.Parameter) -> Bool {
      { parameter in
        let names = [parameter.label ?? "", parameter.name].map { $0.lowercased() }
        return names.contains { name in words.contains { name.contains($0) } }
      }
    }
    let (isSuccess, isFailure) = (named(["success", "resolve"]), named(["fail", "error", "reject"]))
    let isProgress = named(["progress", "update", "each"])
    if let failure = handlers.last(where: { isFailure($0.parameter) }),
      let success = handlers.last(where: { isSuccess($0.parameter) })
        ?? handlers.last(where: { $0.parameter != failure.parameter && !isProgress($0.parameter) })
    {
      return Completion(parameter: success.parameter, shape: success.shape, failure: failure)
    }
    let isNamed = named(["complet", "callback", "done", "finish", "reply", "handler", "then"])
    let chosen =
      handlers.last { isNamed($0.parameter) && !isProgress($0.parameter) }
      ?? handlers.last { !isProgress($0.parameter) } ?? handlers.last
    return chosen.map { Completion(parameter: $0.parameter, shape: $0.shape, failure: nil) }
  }
}
