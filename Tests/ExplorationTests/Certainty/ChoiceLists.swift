// Every run of a subject by plain counting through its lists of choices: no search, no reduction.

import EventLoops

@testable import Exploration

/// A driver that counts through all lists of choices like a clock: the last choice turns first.
final class ChoiceLists: ScheduleDriver {
  /// One run: its steps with the options that were picked in them, its class, and whether it fails.
  struct Run {
    var steps: [Step] = []
    var classHash: UInt64 = 0
    var fails = false
  }

  struct Step: Hashable {
    let event: UInt64
    var options: [Int] = []
  }

  private var picks: [(picked: Int, options: Int)] = []
  private var position = 0
  private var steps: [Step] = []

  /// All runs of a subject; nil if there are more than `limit`.
  static func runs(of subject: Subject, limit: Int = 5_000) -> [Run]? {
    let lists = ChoiceLists()
    var runs: [Run] = []
    repeat {
      guard runs.count < limit else { return nil }
      (lists.position, lists.steps) = (0, [])
      let trial = subject.run(lists, VirtualEventLoop.Limits(), .leftovers)
      guard let record = trial.record else { return nil }
      let order = HappensBefore(record, count: record.steps.count)
      runs.append(Run(steps: lists.steps, classHash: order.classHash, fails: !trial.verdict.findings.isEmpty))
    } while lists.turn()
    return runs
  }

  private func turn() -> Bool {
    picks.removeLast(picks.count - position)
    while let last = picks.popLast() {
      if last.picked + 1 < last.options {
        picks.append((last.picked + 1, last.options))
        return true
      }
    }
    return false
  }

  private func take(_ options: Int) -> Int {
    if position == picks.count { picks.append((0, options)) }
    defer { position += 1 }
    return picks[position].picked
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    let picked = ready.count > 1 ? take(ready.count) : 0
    steps.append(Step(event: record.events[ready[ready.startIndex + picked]].name))
    return picked
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    let picked = take(options)
    if !steps.isEmpty { steps[steps.count - 1].options.append(picked) }
    return picked
  }
}
