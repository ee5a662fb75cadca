// What a nondeterministic choice is about.

/// What a choice is about.
public struct ChoiceKind: Sendable, Hashable, CustomStringConvertible {
  /// The kind's name, as traces show it.
  public let name: StaticString

  /// A kind of one's own.
  public init(_ name: StaticString) {
    self.name = name
  }

  /// Which of the ready events runs next.
  public static let next = ChoiceKind("next")
  /// How long an answer takes, within its range.
  public static let latency = ChoiceKind("latency")
  /// Whether, and how, something fails.
  public static let fault = ChoiceKind("fault")

  /// The kind's name.
  public var description: String { name.description }

  /// Whether both are choices about the same.
  public static func == (lhs: ChoiceKind, rhs: ChoiceKind) -> Bool {
    lhs.description == rhs.description
  }

  /// Feeds the name to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(description)
  }
}
