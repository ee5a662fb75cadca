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
  package init<Value>(_ result: Result<Value, any Error>) {
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

/// A string in double quotes, as scenario files write it: with escapes for quotes, backslashes, control characters, and
/// characters that reorder or hide text. Those that join the parts of one character are kept.
package func quoted(_ text: String) -> String {
  // Most texts have nothing to escape.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }) { return "\"" + text + "\"" }
  var quoted = "\""
  for character in text {
    for (place, scalar) in character.unicodeScalars.enumerated() {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: quoted += escape(scalar)
        case .format where place == 0: quoted += escape(scalar)
        default: quoted.unicodeScalars.append(scalar)
        }
      }
    }
  }
  return quoted + "\""
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  "\\u{" + String(scalar.value, radix: 16) + "}"
}
