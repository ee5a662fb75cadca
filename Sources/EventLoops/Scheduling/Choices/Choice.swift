// One nondeterministic decision: what was chosen, among how many options, and which.

/// One decision of a run; the list of them replays the run exactly.
public struct Choice: Sendable, Hashable {
  /// What was chosen.
  public let kind: ChoiceKind
  /// How many options there were, 2 or more: where there is one option there is no choice.
  public let options: Int
  /// The option that was picked; 0 is the default.
  public let picked: Int
}
