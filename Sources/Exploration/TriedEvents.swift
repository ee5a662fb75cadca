// What a search has tried at the points of its present schedule, and what it need not try there.

import EventLoops

/// Two stacks that grow and shrink with a schedule: the events that were tried at its points, and those that sleep there.
///
/// A point's own are a range of each stack, since whatever lies above belongs to later points and is forgotten with
/// them. With arrays of its own for each point a search took twice as long.
struct TriedEvents {
  /// An event that was tried, and what it touched.
  private struct Tried {
    let name: UInt64
    let footprint: Footprint
  }

  private var tried: [Tried] = []
  /// Indices into `tried`.
  private var sleepers: [Int] = []

  /// Nothing that was tried, at a new point.
  var noneDone: Range<Int> { tried.count..<tried.count }
  /// Nothing that sleeps, at a new point.
  var noneAsleep: Range<Int> { sleepers.count..<sleepers.count }

  func isDone(_ name: UInt64, in done: Range<Int>) -> Bool {
    done.contains { tried[$0].name == name }
  }

  func isAsleep(_ name: UInt64, in asleep: Range<Int>) -> Bool {
    asleep.contains { tried[sleepers[$0]].name == name }
  }

  /// What an event touched when it was tried, if it sleeps or was tried at a point.
  func footprint(of name: UInt64, _ asleep: Range<Int>, _ done: Range<Int>) -> Footprint? {
    if let index = done.first(where: { tried[$0].name == name }) { return tried[index].footprint }
    return asleep.first { tried[sleepers[$0]].name == name }.map { tried[sleepers[$0]].footprint }
  }

  /// Calls `body` with each event that sleeps or was tried at a point, and with what it touched then.
  func forEach(_ asleep: Range<Int>, _ done: Range<Int>, _ body: (UInt64, Footprint) -> Void) {
    for index in asleep { body(tried[sleepers[index]].name, tried[sleepers[index]].footprint) }
    for index in done { body(tried[index].name, tried[index].footprint) }
  }

  /// What sleeps after the last step of a run: what slept or was tried before it, and does not conflict with it.
  mutating func fallAsleep(_ asleep: Range<Int>, _ done: Range<Int>, after record: ScheduleRecord) -> Range<Int> {
    let first = sleepers.count
    if asleep.isEmpty && done.isEmpty { return first..<first }
    // Any segment of a task may turn out to be its last, which leaves a result to those that wait for it.
    let footprint = record.footprint(of: record.steps.count - 1, mayBeLast: true)
    for sleeper in asleep where !tried[sleepers[sleeper]].footprint.conflicts(with: footprint) {
      sleepers.append(sleepers[sleeper])
    }
    for index in done where !tried[index].footprint.conflicts(with: footprint) { sleepers.append(index) }
    return first..<sleepers.count
  }

  /// Adds an event to those that were tried at the last point of all.
  mutating func finish(_ name: UInt64, _ footprint: Footprint, in done: inout Range<Int>) {
    tried.append(Tried(name: name, footprint: footprint))
    done = done.lowerBound..<tried.count
  }

  /// Forgets what belongs to the last point of all.
  mutating func forget(done: Range<Int>, asleep: Range<Int>) {
    tried.removeLast(tried.count - done.lowerBound)
    sleepers.removeLast(sleepers.count - asleep.lowerBound)
  }
}
