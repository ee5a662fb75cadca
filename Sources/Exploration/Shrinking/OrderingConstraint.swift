// "This event before that one": what a failing schedule is reduced to.

import EventLoops

/// Two events of a run, of which the first has to run before the second.
package struct OrderingConstraint: Sendable, Hashable {
  /// The code of the event that comes first.
  package let first: EventCode
  /// The code of the event that waits.
  package let second: EventCode

  /// The ordering the other way round.
  var reversed: OrderingConstraint { OrderingConstraint(first: second, second: first) }

  /// The ordering with codes of fewer letters.
  func shortened(to letters: Int) -> OrderingConstraint {
    OrderingConstraint(first: first.shortened(to: letters), second: second.shortened(to: letters))
  }
}

/// The plain order, except that some events wait for others; on a loop that records everything.
final class ConstrainedOrder: ScheduleDriver {
  /// For each event that waits, the events that it waits for.
  private let firsts: [EventCode: [EventCode]]
  /// The picks of the choices that are not about events, in order; the default once they are used up.
  private let options: [Int]
  private var nextOption = 0
  private var haveRun: Set<EventCode> = []
  /// The length of the codes.
  private let letters: Int
  private var stepsSeen = 0

  init(_ constraints: [OrderingConstraint], options: [Int] = []) {
    firsts = Dictionary(grouping: constraints, by: \.second).mapValues { $0.map(\.first) }
    self.options = options
    letters = constraints.first?.first.letters ?? EventCode.short
  }

  /// Takes the first ready event that need not wait; the first of all if every one would have to.
  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    if firsts.isEmpty { return 0 }
    while stepsSeen < record.steps.count {
      haveRun.insert(EventCode(record.steps[stepsSeen].event, in: record, letters: letters))
      stepsSeen += 1
    }
    if ready.count == 1 { return 0 }
    for index in ready.indices {
      let code = EventCode(ready[index], in: record, letters: letters)
      if firsts[code]?.allSatisfy(haveRun.contains) ?? true {
        return index - ready.startIndex
      }
    }
    return 0
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    guard nextOption < self.options.count else { return nil }
    defer { nextOption += 1 }
    return min(self.options[nextOption], options - 1)
  }
}

/// A list of picks, one for each choice with two or more options, as a record keeps them.
final class ReplayScheduler: ScheduleDriver {
  private let picks: [Int]
  private var position = 0
  /// The picks of the choices that were not about events.
  private(set) var options: [Int] = []

  init(_ picks: [Int]) {
    self.picks = picks
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int { ready.count > 1 ? take(ready.count) : 0 }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    let picked = take(options)
    self.options.append(picked)
    return picked
  }

  private func take(_ limit: Int) -> Int {
    guard position < picks.count else { return 0 }
    defer { position += 1 }
    return min(picks[position], limit - 1)
  }
}
