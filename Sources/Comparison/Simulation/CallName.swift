// The name of a call.

/// The name of a call: a number or a word.
public struct CallName: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
  /// The name as scenario files write it.
  package let text: String

  /// The names of most numbered calls, and what their replies are called, made once.
  private static let digits = (0...9).map { String($0) }
  private static let repliesToDigits = digits.map { "reply to " + callLabel($0) }

  /// The label of the reply in reports.
  var replyLabel: String {
    guard text.utf8.count == 1, let digit = text.utf8.first.map({ Int($0) - 0x30 }),
      Self.repliesToDigits.indices.contains(digit)
    else { return "reply to " + callLabel(text) }
    return Self.repliesToDigits[digit]
  }

  /// A call whose name is made at run time.
  ///
  /// - Parameter name: The name.
  public init(_ name: String) {
    text = name
  }

  /// A call that is one of a numbered row.
  public init(integerLiteral number: Int) {
    text = Self.digits.indices.contains(number) ? Self.digits[number] : String(number)
  }

  /// A call that has a name.
  public init(stringLiteral name: String) {
    text = name
  }
}
