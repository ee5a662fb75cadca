// One nondeterministic decision: what was chosen, among how many options, and which.

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

/// One decision of a run; the list of them replays the run exactly.
public struct Choice: Sendable, Hashable {
  /// What was chosen.
  public let kind: ChoiceKind
  /// How many options there were, 2 or more: where there is one option there is no choice.
  public let options: Int
  /// The option that was picked; 0 is the default.
  public let picked: Int
}

// region scheduling-policies
/// How a virtual loop makes its choices.
public enum SchedulingPolicy: Sendable, Hashable {
  /// First in, first out among ready events, and the first option of every other choice: the default.
  case fifo
  /// As `fifo`, but a running task keeps running as long as one of its segments is ready.
  case taskAffine
  /// Every choice at random, from this seed.
  case seeded(UInt64)
  /// These picks, one a choice; 0 once they are used up. A run's `choices`, mapped to `picked`, replays it.
  case script([Int])
  /// Every choice is asked of the driver with which the loop is run, and the run is recorded for it; the first option
  /// without one. See `VirtualEventLoop.run(drivenBy:)`.
  case driven
}
// endregion

/// A policy at work: the state that it needs between choices.
package struct Chooser {
  let policy: SchedulingPolicy
  private var generator: SeededGenerator
  /// How many picks of the script were used.
  private(set) var position = 0

  package init(_ policy: SchedulingPolicy) {
    self.policy = policy
    generator = if case .seeded(let seed) = policy { SeededGenerator(seed: seed) } else { SeededGenerator(seed: 0) }
  }

  /// Picks one of two or more options; a script may name one that is not there.
  package mutating func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int {
    switch policy {
    case .fifo, .taskAffine, .driven:
      return 0
    case .seeded(let seed):
      guard let key else { return generator.next(below: options) }
      var own = SeededGenerator(seed: seed ^ StableHash.of("\(kind) \(key)"))
      return own.next(below: options)
    case .script(let picks):
      guard position < picks.count else { return 0 }
      defer { position += 1 }
      return picks[position]
    }
  }
}
