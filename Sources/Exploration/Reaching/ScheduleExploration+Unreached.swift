// Which situations no run of an exploration came to, so that a result without findings cannot be empty.

extension ScheduleExploration {
  /// The situations to which no run came, of those to which some run has to come: `Oracle.sometimes`.
  package var unreached: [String] { subject.sometimes.filter { !outcomes.reached.contains($0) } }

  /// What keeps a result without findings from being relied on, in sentences: the problems, and what was not reached.
  public var caveats: [String] { problems + unreached.map(sentence) }

  private func sentence(ofUnreached situation: String) -> String {
    isComplete
      ? "no schedule comes to '\(situation)': nothing was tested there"
      : "none of the \(runs) runs came to '\(situation)': nothing was tested there; schedules that were not run may "
        + "come to it"
  }
}

extension DisturbanceSweep {
  /// The situations to which no run of any trial came, of those to which some run has to come: `Oracle.sometimes`.
  package var unreached: [String] {
    subject.sometimes.filter { situation in
      !trials.contains { $0.exploration.outcomes.reached.contains(situation) }
    }
  }

  /// Whether no run broke a rule, and some run came to each situation to which some run has to come.
  public var isClean: Bool { failures.isEmpty && unreached.isEmpty }

  /// What was not reached, in sentences.
  public var caveats: [String] {
    unreached.map { "no run of the sweep came to '\($0)': nothing was tested there" }
  }
}

extension [String] {
  /// The texts in their order, each once.
  var uniqued: [String] {
    var known: Set<String> = []
    return filter { known.insert($0).inserted }
  }
}
