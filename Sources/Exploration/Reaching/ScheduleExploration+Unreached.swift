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

  /// Whether something was tried, no run broke a rule, and some run came to each situation to which some run has to come.
  public var isClean: Bool { failures.isEmpty && caveats.isEmpty }

  /// What keeps a result without findings from being relied on, in sentences: that nothing was tried, that the sweep was
  /// interrupted, and what was not reached.
  public var caveats: [String] {
    var caveats: [String] = []
    if isInterrupted {
      caveats.append(
        "the sweep was interrupted: \(selectedCount - trials.count) of \(selectedCount) disturbances were not tried")
    } else if trials.isEmpty {
      caveats.append(
        possible == 0
          ? "nothing was tried: there is no such disturbance; sweep a program that makes calls"
          : "nothing was tried: none of \(possible) was selected")
    }
    return caveats + unreached.map { "no run of the sweep came to '\($0)': nothing was tested there" }
  }
}

extension [String] {
  /// The texts in their order, each once.
  var uniqued: [String] {
    var known: Set<String> = []
    return filter { known.insert($0).inserted }
  }
}
