// A scheduling policy at work.

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
