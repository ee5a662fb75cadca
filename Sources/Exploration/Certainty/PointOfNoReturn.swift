// The point of no return of a failing run: the event after which every schedule fails.

package import EventLoops

/// How many of the classes of schedules that begin like a failing run fail, step by step.
///
/// A class begins like the run up to an event if some schedule of the class runs the same events in the same order until
/// then, with the same options. Once all classes that begin so fail, the failure is certain, and stays so.
package struct PointOfNoReturn: Sendable {
  /// The classes that begin with the same steps.
  package struct Count: Sendable, Hashable, CustomStringConvertible {
    /// How many of the classes fail.
    package let failing: Int
    /// How many classes there are.
    package let classes: Int
    /// Whether these are all; otherwise both numbers are lower bounds.
    package let isExact: Bool

    /// Whether every schedule that begins so fails.
    package var isCertain: Bool { isExact && failing == classes }

    /// `1/2`, `all` if every class fails, and `1/2+` if there may be more.
    package var description: String { isCertain ? "all" : "\(failing)/\(classes)\(isExact ? "" : "+")" }
  }

  /// The counts before the first event of the run, and after each of its events.
  package let counts: [Count]
  /// The event after which every schedule fails, counted from 1; 0 if every schedule fails anyway, and nil if an earlier
  /// event than the first of which this is known may be the one.
  package let turn: Int?
  /// What the event of that turn is called; nil without one.
  package let event: String?
  /// When that event runs; nil without one.
  package let instant: Instant?
  /// How many runs it took.
  package let runs: Int
  /// The first event after which the failure is known to be certain, in the words of the sentence.
  private let latest: (turn: Int, text: String)

  init(_ counts: [Count], runs: Int, named name: (Int) -> (text: String, instant: Instant)) {
    (self.counts, self.runs) = (counts, runs)
    let latest = counts.firstIndex(where: \.isCertain) ?? counts.count - 1
    let isFirst = latest == 0 || counts[latest - 1].failing < counts[latest - 1].classes
    turn = isFirst ? latest : nil
    let (text, instant) = name(latest)
    (event, self.instant) = isFirst && latest > 0 ? (text, instant) : (nil, nil)
    self.latest = (latest, "\(text) at \(instant)")
  }

  /// The event after which every schedule fails, and the counts before and after it.
  package var sentence: String {
    let certain = counts[latest.turn]
    let all = "\(certain.failing) of \(certain.classes) \(certain.classes == 1 ? "class" : "classes")"
    guard latest.turn > 0 else { return "Every schedule fails: \(all)." }
    let after = "After \(latest.text) every schedule fails: \(all)"
    let before = counts[latest.turn - 1]
    if turn == nil { return "\(after); whether an earlier event decides it is not known after \(runs) runs." }
    return before.isExact
      ? "\(after); before it \(before.failing) of \(before.classes) did." : "\(after); before it not every one did."
  }
}
