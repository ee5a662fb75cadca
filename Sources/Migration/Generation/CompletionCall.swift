// The call of the original function in generated code.

/// A function with a completion, as generated code calls it.
///
/// The code has an `answer`, which the completion is passed to, and which takes what cancels the work.
struct CompletionCall {
  let function: FunctionSignature
  let completion: Completion
  /// What cancels the work by what the function returns; nil if nothing does.
  let handle: Handle?

  var shape: CompletionShape { completion.shape }

  /// The parameters besides the completion.
  var others: [FunctionSignature.Parameter] { function.parameters.filter { !completion.contains($0) } }

  /// Whether a closure that is passed as the completion makes errors of its own.
  var needsErrors: Bool {
    shape.mayHaveNoReply || completion.failure.map { !($0.shape.values.first?.hasSuffix("Error") == true) } == true
  }

  /// The statements that begin the work.
  ///
  /// - Parameters:
  ///   - subject: What has the function, with a dot; empty if nothing has.
  ///   - method: The method of `answer` that takes a `Result`.
  ///   - nothing: The value of a completion that has none.
  ///   - isAwaited: Whether the function is called on another actor.
  ///   - types: How types are written, if the closures' parameters need types.
  ///   - argument: The argument for a parameter besides the completion; nil for none.
  func text(
    of subject: String, passingTo method: String, nothing: String, isAwaited: Bool = false,
    types: ((String) -> String)? = nil, _ argument: (FunctionSignature.Parameter) -> String?
  ) -> [String] {
    let arguments = function.parameters.compactMap { parameter -> String? in
      if parameter == completion.parameter {
        return parameter.argument(shape.passing(to: "answer.\(method)", nothing: nothing, types: types))
      }
      if let failure = completion.failure, parameter == failure.parameter {
        return parameter.argument(failure.shape.passingFailure)
      }
      return argument(parameter).map(parameter.argument)
    }
    let effects = (function.isThrowing ? "try " : "") + (isAwaited ? "await " : "")
    let call = "\(effects)\(subject)\(function.name)(\(arguments.joined(separator: ", ")))"
    var lines = ["\(function.result == nil ? "" : handle == nil ? "_ = " : "let handle = ")\(call)"]
    if let handle { lines.append("answer.cancel { \(handle.cancelling("handle", of: subject)) }") }
    guard function.isThrowing else { return lines }
    return ["do {"] + lines.map { "  \($0)" } + ["} catch {", "  answer.fail(error)", "}"]
  }
}

extension [String] {
  /// The lines with spaces before them.
  func indented(by count: Int) -> String { map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n") }
}
