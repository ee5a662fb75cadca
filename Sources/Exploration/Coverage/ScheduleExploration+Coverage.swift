// What an exploration claims to have seen, and on what the claim rests.

import Comparison
import EventLoops

extension ScheduleExploration {
  /// How much of all schedules was run.
  ///
  /// A reduced search leaves out orders of events that share nothing. That it has run all classes is proved only if what
  /// events share was noted; whether it was, the search cannot know of every program, see `Sharing`.
  package enum Extent: String, Sendable {
    /// Every order of ready events was run: nothing was assumed.
    case everyOrder
    /// One order of each class was run, of a program that declares that its events share only noted state.
    case everyClass
    /// One order of each class was run, if events share only noted state. The program does not declare it, or something
    /// ran that a search does not understand: see `unseen`.
    case everyClassIfNoted
    /// Not every class was run, or it is not known whether it was.
    case part

    /// Whether it is proved, as far as the program's declaration is right, that there is nothing else to run.
    var isProved: Bool { self == .everyOrder || self == .everyClass }
  }

  /// Whether every class was run, and this is proved: by a search of every order, or by one of every class of a program
  /// that declares that its events share only noted state.
  public var isComplete: Bool { extent.isProved }

  /// What is assumed in `extent`; nil if nothing is assumed or nothing is claimed.
  package var assumption: String? {
    switch extent {
    case .everyClass, .everyClassIfNoted: "events share only noted state"
    case .everyOrder, .part: nil
    }
  }

  /// What was seen and what was not, in one sentence.
  public var coverage: String {
    let least = isEveryClassCounted ? "" : "at least "
    let seen = "\(runs) runs, \(least)\(classes) \(classes == 1 ? "class" : "classes") of schedules"
    let everyOrder = phases.last { $0.name == Phase.everyOrder }
    return switch extent {
    case .everyOrder:
      isFairOnly
        ? "\(seen): all fair ones (\(everyOrder?.runs ?? 0) runs were every order of ready events in which no event "
          + "waits for \(Self.chain))"
        : "\(seen): all there are (\(everyOrder?.runs ?? 0) runs were every order of ready events)"
    case .everyClass:
      instrumented.map { "\(seen): \($0.claim) (\($0.basis))" + $0.restriction }
        ?? "\(seen): all there are (declared: events share only noted state)"
    case .everyClassIfNoted:
      "\(seen): all there are if \(condition)"
        + (everyOrder.map { "; \(cut($0))" } ?? "; the budget of \(effort.runs) left no run for a search of every order")
    case .part: "\(seen), not all there are: \(parts.joined(separator: "; "))"
    }
  }

  /// What would have to hold, so that nothing is missing.
  private var condition: String {
    unseen.isEmpty
      ? "events share only noted state, which is not declared"
      : "nothing depends on \(unseen.formattedList), which a search does not see"
  }

  /// What runs while an event waits in the schedules that are left out as unfair.
  private static var chain: String {
    "more than \(ScheduleRecord.longestOvertaking) others, each started by the one before"
  }

  /// How many of the runs fail, when something new was met last, and how many choices a run had: in one sentence.
  ///
  /// The runs that only repeat another one are no part of these: the second one under the plain schedule, and those that
  /// a search breaks off because it has met their class before. `runs` counts them, too.
  package var statistics: String {
    let failing = failures.map(\.count).reduce(0, +)
    let repeated = runs - choices.runs
    let others =
      repeated == 1 ? "1 further run only repeats another one" : "\(repeated) further runs only repeat others"
    let part =
      failing == 0
      ? "no run fails" : "\(failing) of \(choices.runs) runs fail" + (repeated > 0 ? ", and \(others)" : "")
    let last = outcomes.rows.last?.firstRun ?? 0
    return "\(part); the last new outcome came in run \(last); \(choices)"
  }

  /// How far the searches went, what ended them, and what they do not see.
  private var parts: [String] {
    let searches = phases.filter { $0.kind == .search }
    var parts = cutRuns.words(of: runs, effort.limits)
    if !missed.isNothing { parts.append(missed.sentence(unseen)) }
    if let done = searches.last(where: \.isFinished) { parts.append("the search with \(done.name) was finished") }
    if missed.isNothing, !unseen.isEmpty {
      parts.append("a search does not see what goes through \(unseen.formattedList)")
    }
    if isFairOnly { parts.append("schedules were left out in which an event waits for \(Self.chain)") }
    if isInterrupted {
      parts.append("it was interrupted")
    } else if hasMetEndlessRun {
      parts.append("it was stopped at the first run that does not end")
    } else if let last = searches.last, !last.isFinished {
      parts.append(cut(last))
    } else if !searches.isEmpty, missed.isNothing, unseen.isEmpty, cutRuns.count == 0 {
      parts.append("schedules with more reversals were not searched")
    }
    if let exception = instrumented?.exception {
      parts.append("\(exception) is not instrumented, so that its events conflict with all others")
    }
    if searches.isEmpty { parts.append("no search was made") }
    if let seeded = phases.first(where: { $0.name == Phase.seeded }) { parts.append("\(seeded.runs) runs were seeded") }
    return parts
  }

  /// That a search was stopped, and by what.
  private func cut(_ phase: Phase) -> String {
    let size = phase.estimate.map { " of about \($0)" } ?? ""
    let name = phase.name == Phase.everyOrder ? "a search of every order" : "the search with \(phase.name)"
    return "\(name) was stopped after \(phase.runs) runs\(size), by the budget of \(effort.runs)"
  }

  /// What runs outside of a reduced search met that the search, although it came to its end, did not.
  struct Missed: Sendable, Hashable {
    var classes = 0
    var outcomes = 0

    var isNothing: Bool { classes == 0 && outcomes == 0 }

    /// What was missed, and what follows from it.
    func sentence(_ unseen: [String]) -> String {
      let numbers = [(outcomes, "outcome", "outcomes"), (classes, "class of schedules", "classes of schedules")]
      let found = numbers.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
      return "other runs met \(found.joined(separator: " and ")) that the finished search did not, so events share "
        + (unseen.isEmpty ? "something that is not noted" : "what is not noted: \(unseen.formattedList)")
    }
  }
}

extension ScheduleExploration: CustomStringConvertible {
  /// The subject, what was seen and by which means, a line for each verdict, and a line for each problem.
  public var description: String {
    let rows = outcomes.rows.map { "  \($0)" }
    let means = footprints.map { ["  \($0)"] } ?? []
    return (["\(subject.label): \(coverage)"] + means + rows + problems.map { "  problem: \($0)" }).joined(
      separator: "\n")
  }
}
