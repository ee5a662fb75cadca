// The name of a call.

/// The name of a call: a number or a word.
public struct CallName: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
  /// The name as scenario files write it.
  package let text: String
  /// The label of the reply in reports.
  let replyLabel: String

  /// The names of most numbered calls, made once.
  private static let digits = (0...9).map { CallName(String($0)) }

  /// A call whose name is made at run time.
  ///
  /// - Parameter name: The name.
  public init(_ name: String) {
    text = name
    replyLabel = "reply to " + callLabel(name)
  }

  /// A call that is one of a numbered row.
  public init(integerLiteral number: Int) {
    self = Self.digits.indices.contains(number) ? Self.digits[number] : CallName(String(number))
  }

  /// A call that has a name.
  public init(stringLiteral name: String) {
    self.init(name)
  }
}
