// The runs of a comparison, and what of them is the same: worked out once for all aspects and expectations.

import EventLoops

/// The runs of a comparison, with numbers for their events and their lines.
///
/// Each part is worked out when it is first asked for: the versions of most programs do the same in the same order, and of
/// those no event is numbered.
package final class ComparedRuns {
  /// The runs, one for each version.
  package let runs: [StyleRun]
  private var numbering = EventNumbers()
  /// The numbers of each run's events.
  private(set) lazy var events = runs.map { numbering.numbers(of: $0.events) }
  /// Whether the same happened in all runs, in the same order and at the same instants, up to what is left at the end.
  private lazy var areAlike = runs.dropFirst().allSatisfy { run in
    let (events, others) = (run.events, runs[0].events)
    return run.pipelines == runs[0].pipelines && events.count == others.count
      && events.indices.allSatisfy { events[$0].isSame(as: others[$0]) }
  }
  /// Whether equal events have equal lines in all runs.
  private lazy var haveOneForm = runs.allSatisfy { ($0.pipelines > 1) == (runs[0].pipelines > 1) }
  /// Whether the same happened in all runs at the same instants, in whatever order.
  private lazy var haveSameEvents = haveOneForm && events.allSatisfy { NumberCounts.areSame($0, events[0]) }
  private lazy var linesOfFirst = runs[0].events.map(runs[0].line)

  /// The runs of one program under one plan.
  package init(_ runs: [StyleRun]) {
    self.runs = runs
  }

  /// The lines of a run, as `StyleRun.lines`; a line that several runs have is made once.
  package func lines(of index: Int) -> [StyleRun.Line] {
    if areAlike { return linesOfFirst + runs[index].endingLines }
    let events = events[index]
    return numbering.lines(of: events, among: runs[index].pipelines) + runs[index].endingLines
  }

  /// The numbers of the events of a further run of the program.
  func numbers(of run: StyleRun) -> [Int] { numbering.numbers(of: run.events) }

  /// What an aspect looks at in each run, in its order.
  struct Part {
    /// For each run the numbers of its lines: they are equal where the lines are.
    let lists: [[Int]]
    /// The line of a number.
    let line: (Int) -> StyleRun.Line
  }

  /// What an aspect looks at; nil if the runs come to the same there.
  func part(for aspect: Aspect) -> Part? {
    if aspect == .leftovers {
      if runs.allSatisfy({ $0.endingLines.isEmpty }) { return nil }
      return part(runs.map { Aspect.linesOfLeftovers(of: $0) })
    }
    if areAlike { return nil }
    // Only the order is left to be looked at then, which is so in most comparisons of runs that are not alike.
    if aspect != .order, haveSameEvents { return nil }
    let lists = events.map { numbering.those(of: $0, in: aspect) }
    // Where the same happened, the lines are equal. The reverse need not hold: a note may say what another event says.
    if haveOneForm, lists.dropFirst().allSatisfy({ aspect.areSame($0, lists[0]) }) { return nil }
    if haveOneForm, aspect == .order, isPartedByEvents(lists) {
      let pipelines = runs[0].pipelines
      return Part(lists: lists) { self.numbering.line(of: $0, among: pipelines) }
    }
    return part(zip(lists, runs).map { numbering.lines(of: $0, among: $1.pipelines) })
  }

  private func part(_ lines: [[StyleRun.Line]]) -> Part {
    Part(lists: lines.map { $0.map { numbering.number(of: $0) } }) { self.numbering.lines[$0] }
  }

  /// Whether lists of the same events in some order have other lines, too, where they first have other events: the order of
  /// the events then tells what the order of the lines would, and only few lines are made.
  private func isPartedByEvents(_ lists: [[Int]]) -> Bool {
    let pipelines = runs[0].pipelines
    return lists.indices.allSatisfy { index in
      lists[..<index].allSatisfy { other in
        guard NumberCounts.areSame(lists[index], other) else { return false }
        guard let (own, found) = zip(lists[index], other).first(where: { $0 != $1 }) else { return true }
        return numbering.line(of: own, among: pipelines) != numbering.line(of: found, among: pipelines)
      }
    }
  }
}
