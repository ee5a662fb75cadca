// The call of the original function in generated code.

/// A function with a completion, as generated code calls it.
///
/// The code has an `answer`, which the completion is passed to, and which takes what cancels the work.
struct CompletionCall {
  let function: FunctionSignature
  let parameter: FunctionSignature.Parameter
  let shape: CompletionShape

  /// The parameters besides the completion.
  var others: [FunctionSignature.Parameter] { function.parameters.filter { $0 != parameter } }

  /// The statements that begin the work.
  ///
  /// - Parameters:
  ///   - name: The name by which the function is called, with its receiver.
  ///   - arguments: The arguments besides the completion.
  ///   - method: The method of `answer` that takes a `Result`.
  ///   - nothing: The value of a completion that has none.
  func text(_ name: String, _ arguments: [String], passingTo method: String, nothing: String) -> String {
    let completion = parameter.argument(shape.passing(to: "answer.\(method)", nothing: nothing))
    let call = "\(name)(\((arguments + [completion]).joined(separator: ", ")))"
    switch function.handle {
    case nil: return call
    case .closure: return "answer.cancel(by: \(call))"
    case .progress, .object: return "let handle = \(call)\n        answer.cancel { handle.cancel() }"
    }
  }
}
