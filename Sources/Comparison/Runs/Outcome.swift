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
  public init<Value>(_ result: Result<Value, any Error>) {
    switch result {
    case .success(let value): self = .value(Self.text(of: value))
    case .failure(is CancellationError): self = .cancelled
    case .failure(let error): self = .failed("\(error)")
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

  /// Strings in quotes, nothing for no value, all else as it describes itself.
  private static func text<Value>(of value: Value) -> String {
    switch value {
    case let string as String: quoted(string)
    case is Void: "done"
    default: String(describing: value)
    }
  }
}

/// A string in double quotes, with quotes, backslashes and control characters escaped as in scenario files.
package func quoted(_ text: String) -> String {
  // Most texts have nothing to escape; 0xC2 leads the control characters beyond ASCII.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F && $0 != 0xC2 }) {
    return "\"" + text + "\""
  }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\" + String(scalar)
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
      quoted += "\\u{" + String(scalar.value, radix: 16) + "}"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
