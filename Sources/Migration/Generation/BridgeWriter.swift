// The rewrite that keeps cancellation: a bridge that is answered once and cancels what it waits for.

/// Writes the async function that bridges to one with a completion.
struct BridgeWriter {
  let call: CompletionCall

  /// The source of the function, which belongs where the original is.
  var text: String {
    let (function, shape) = (call.function, call.shape)
    let heads = call.others.map { parameter in
      let label = parameter.label.map { $0 == parameter.name ? $0 : "\($0) \(parameter.name)" } ?? "_ \(parameter.name)"
      return "\(label): \(attributes(of: parameter))\(parameter.type)"
    }
    let begins = call.text(
      function.name, call.others.map { $0.argument($0.name) }, passingTo: "resume", nothing: "()")
    let value = shape.value ?? "Void"
    return """
        /// As `\(function.name)` with a completion. A cancelled task ends at once, and cancels the work where it can be cancelled.
        \(function.isStatic ? "static " : "")func \(function.name)(\(heads.joined(separator: ", "))) async throws\(shape.value == nil ? "" : " -> \(value)") {
          let answer = FirstAnswer<\(value)>()
          return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
              guard answer.begin(continuation) else { return }
              \(begins)
            }
          } onCancel: {
            answer.cancel()
          }
        }
      """
  }

  /// The attributes of a closure, which the signature leaves out.
  private func attributes(of parameter: FunctionSignature.Parameter) -> String {
    parameter.type.contains("->") ? "@escaping @Sendable " : ""
  }

  /// What the function uses, once for a module.
  static let support = """

    /// An answer that counts once: the first of a reply, an error and a cancellation.
    final class FirstAnswer<Value: Sendable>: Sendable {
      private enum State {
        case fresh
        case waiting(CheckedContinuation<Value, any Error>, cancel: (@Sendable () -> Void)?)
        case over
      }

      private let state = Mutex(State.fresh)

      /// Keeps the continuation; false if the task is cancelled already, and the continuation has its error.
      func begin(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
        let isOver = state.withLock { state in
          if case .over = state { return true }
          state = .waiting(continuation, cancel: nil)
          return false
        }
        if isOver { continuation.resume(throwing: CancellationError()) }
        return !isOver
      }

      /// Takes what cancels the work.
      func cancel(by work: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
          guard case .waiting(let continuation, _) = state else { return true }
          state = .waiting(continuation, cancel: work)
          return false
        }
        if isOver, Task.isCancelled { work() }
      }

      func resume(_ result: Result<Value, any Error>) {
        take()?.continuation.resume(with: result)
      }

      func cancel() {
        guard let waiting = take() else { return }
        waiting.cancel?()
        waiting.continuation.resume(throwing: CancellationError())
      }

      private func take() -> (continuation: CheckedContinuation<Value, any Error>, cancel: (@Sendable () -> Void)?)? {
        state.withLock { state in
          defer { state = .over }
          guard case .waiting(let continuation, let cancel) = state else { return nil }
          return (continuation, cancel)
        }
      }
    }

    """
}
