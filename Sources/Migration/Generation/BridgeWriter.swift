// The rewrite that keeps cancellation: a bridge that is answered once and cancels what it waits for.

/// Writes the async function that bridges to one with a completion.
struct BridgeWriter {
  let call: CompletionCall

  /// The words of the original's declaration that the bridge has too, as the bridge has them.
  private static let kept = [
    "open": "public", "class": "static",
    "public": "public", "package": "package", "private": "private", "fileprivate": "fileprivate", "static": "static",
    "mutating": "mutating", "nonisolated": "nonisolated", "@MainActor": "@MainActor",
  ]

  /// The source of the function, which belongs where the original is.
  ///
  /// - Parameter isMember: Whether it is in a type.
  func text(isMember: Bool) -> String {
    let (function, shape) = (call.function, call.shape)
    let modifiers = function.modifiers.compactMap { Self.kept[$0] }
    let begins = call.text(
      of: isMember && !function.isStatic ? "self." : "", passingTo: "resume", nothing: "()"
    ) { $0.name }
    let value = shape.value ?? "Void"
    let head = (modifiers + ["func \(function.name)\(function.genericClause)"]).joined(separator: " ")
    let result =
      (shape.value.map { " -> \($0)" } ?? "") + (function.whereClause.isEmpty ? "" : " \(function.whereClause)")
    return """
      /// As `\(function.name)` with a completion. A cancelled task ends at once, and cancels the work where it can be cancelled.
      \(head)(\(call.others.map(\.declaration).joined(separator: ", "))) async throws\(result) {
        let answer = FirstAnswer<\(value)>()
        return try await withTaskCancellationHandler {
          try await withCheckedThrowingContinuation { continuation in
            guard answer.begin(continuation) else { return }
      \(begins.indented(by: 6))
          }
        } onCancel: {
          answer.cancel()
        }
      }
      """
  }

  /// What the function uses, once for a module.
  static let support = """

    /// An answer that counts once: the first of a reply, an error and a cancellation.
    final class FirstAnswer<Value>: Sendable {
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

      func resume(_ result: sending Result<Value, any Error>) {
        take()?.continuation.resume(with: result)
      }

      func fail(_ error: any Error) { take()?.continuation.resume(throwing: error) }

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
