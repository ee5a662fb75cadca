// How a pipeline ended: with a value, an error, or cancelled.

/// How a pipeline ended, as text that is the same in every style.
public enum Outcome: Sendable, Hashable, CustomStringConvertible {
  /// It delivered a value.
  case value(String)
  /// It delivered an error.
  case failed(String)
  /// It delivered `CancellationError`.
  case cancelled

  /// The outcome of a delivered result.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - texts: The texts of the outputs and errors of the same program; without them it has its own text.
  package init<Value: Sendable>(_ result: Result<Value, any Error>, in texts: OutputTexts? = nil) {
    let text = result.map { texts?.text(of: $0, describedAs: describeOutput) ?? describeOutput($0) }
    self.init(ofText: text, in: texts)
  }

  /// The outcome of a delivered result whose value is described already.
  init(ofText result: Result<String, any Error>, in texts: OutputTexts?) {
    switch result {
    case .success(let text): self = .value(text)
    case .failure(is CancellationError): self = .cancelled
    case .failure(let error): self = .failed(texts?.text(of: error, describedAs: describeError) ?? describeError(error))
    }
  }

  /// `"saved"`, `failed 503 "Service Unavailable"` or `cancelled`.
  public var description: String {
    switch self {
    case .value(let text): text
    case .failed(let error): "failed \(error)"
    case .cancelled: "cancelled"
    }
  }
}
