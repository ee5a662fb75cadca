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
    switch result {
    case .success(let value):
      self = .value(texts?.text(of: value, describedAs: describeOutput) ?? describeOutput(value))
    case .failure(is CancellationError): self = .cancelled
    case .failure(let error): self = .failed(texts?.text(of: error, describedAs: { "\($0)" }) ?? "\(error)")
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

/// An output as reports show it: strings in quotes, `done` for no value, the elements of sets and dictionaries in the order
/// of their texts, all else as it describes itself.
func describeOutput(_ value: Any) -> String {
  switch value {
  case let string as String: return quoted(string)
  case is Void: return "done"
  case let elements as [Any]: return "[" + elements.map(describeOutput).joined(separator: ", ") + "]"
  default: break
  }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional: return mirror.children.first.map { describeOutput($0.value) } ?? "nil"
  case .set: return "[" + mirror.children.map { describeOutput($0.value) }.sorted().joined(separator: ", ") + "]"
  case .dictionary:
    let pairs = mirror.children.map { child in
      Mirror(reflecting: child.value).children.map { describeOutput($0.value) }.joined(separator: ": ")
    }
    return pairs.isEmpty ? "[:]" : "[" + pairs.sorted().joined(separator: ", ") + "]"
  default: return String(describing: value)
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
