// The texts by which the outputs of a program's versions are compared: one for those that are equal.

import Synchronization

/// The texts of outputs and errors: two that are equal have one text, and two that are not equal never have the same.
///
/// A value that is not `Equatable` has its description.
package final class OutputTexts: Sendable {
  private struct Known: Sendable {
    let text: String
    let value: any Sendable
  }

  /// How many different values are kept; further ones have their descriptions.
  private static let limit = 1_000
  private let known = Mutex<[Known]>([])

  /// No values yet.
  package init() {}

  /// The text of a value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - describe: Describes it; the text of the first value that is described so is the description.
  func text(of value: any Sendable, describedAs describe: (Any) -> String) -> String {
    let description = describe(value)
    // The description of these says all.
    if value is String || value is any BinaryInteger || value is Void || value is Bool { return description }
    // A value that does not equal itself, such as `Double.nan`, has its description as well.
    guard let equatable = value as? any Equatable, Self.isEqual(equatable, value) else { return description }
    return known.withLock { known in
      if let same = known.first(where: { Self.isEqual(equatable, $0.value) }) { return same.text }
      let number = known.count { $0.text == description || $0.text.hasPrefix(description + " (another one") } + 1
      let text = number == 1 ? description : "\(description) (another one, \(number))"
      if known.count < Self.limit { known.append(Known(text: text, value: value)) }
      return text
    }
  }

  private static func isEqual<Value: Equatable>(_ value: Value, _ other: any Sendable) -> Bool {
    (other as? Value).map { $0 == value } ?? false
  }
}
