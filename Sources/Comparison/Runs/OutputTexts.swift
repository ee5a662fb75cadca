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

  private struct State {
    var known: [Known] = []
    var dependsOnOrder = false
  }

  /// How many different values are kept; further ones have their descriptions.
  private static let limit = 1_000
  private let state = Mutex(State())

  /// How many different values are kept.
  package var count: Int { state.withLock { $0.known.count } }

  /// Whether a text is another one where the values come in another order: two that are not equal are described alike, or two
  /// that are equal are not, or there are more than are kept. Runs on several threads bring their values in no fixed order.
  package var dependsOnOrder: Bool { state.withLock { $0.dependsOnOrder } }

  /// Keeps the first values alone, as if the others had not come.
  package func forget(from count: Int) {
    state.withLock { $0 = State(known: Array($0.known.prefix(count))) }
  }

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
    var compared = 0
    while true {
      // Not under the lock: what compares is the program's own, and may trap.
      let all = state.withLock { $0.known }
      if let same = all[compared...].first(where: { Self.isEqual(equatable, $0.value) }) {
        if same.text != description { state.withLock { $0.dependsOnOrder = true } }
        return same.text
      }
      compared = all.count
      if let text = add(value, describedAs: description, after: compared) { return text }
    }
  }

  /// Adds a value that equals none of the first values; nil if there are further ones.
  private func add(_ value: any Sendable, describedAs description: String, after compared: Int) -> String? {
    state.withLock { state in
      guard state.known.count == compared else { return nil }
      let others = state.known.count { $0.text == description || $0.text.hasPrefix(description + " (another one") }
      let text = others == 0 ? description : "\(description) (another one, \(others + 1))"
      if state.known.count < Self.limit { state.known.append(Known(text: text, value: value)) }
      if others > 0 || state.known.count == Self.limit { state.dependsOnOrder = true }
      return text
    }
  }

  private static func isEqual<Value: Equatable>(_ value: Value, _ other: any Sendable) -> Bool {
    (other as? Value).map { $0 == value } ?? false
  }
}
