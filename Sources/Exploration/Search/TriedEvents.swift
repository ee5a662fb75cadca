// What a search has tried at the points of its present schedule, and what it need not try there.

import EventLoops

/// Two stacks that grow and shrink with a schedule: the events that were tried at its points, and those that sleep there.
///
/// A point's own are a range of each stack, since whatever lies above belongs to later points and is forgotten with
/// them. With arrays of its own for each point a search took twice as long.
struct TriedEvents: Sendable {
  /// An event that was tried, and what it touched.
  private struct Tried: Sendable {
    let name: UInt64
    let footprint: Footprint
  }

  private var tried: [Tried] = []
  /// Whether some run of the search has met an actor.
  var hasActors = false
  /// Indices into `tried`.
  private var sleepers: [Int] = []

  /// Nothing that was tried, at a new point.
  var noneDone: Range<Int> { tried.count..<tried.count }
  /// Nothing that sleeps, at a new point.
  var noneAsleep: Range<Int> { sleepers.count..<sleepers.count }

  func isAsleep(_ name: UInt64, in asleep: Range<Int>) -> Bool {
    asleep.contains { tried[sleepers[$0]].name == name }
  }

  /// Whether the runs that begin with the sequence of a run are of classes that begin with an event that was tried or
  /// sleeps.
  func cover(_ run: ObservedRun, done: Range<Int>, asleep: Range<Int>) -> Bool {
    done.contains { covers(run, $0) } || asleep.contains { covers(run, sleepers[$0]) }
  }

  private func covers(_ run: ObservedRun, _ event: Int) -> Bool {
    run.place(of: tried[event].name, touching: tried[event].footprint, hasRun: true, in: run.sequence) != nil
  }

  /// What sleeps after the last step of a run: what slept or was tried before it, and does not conflict with it.
  mutating func fallAsleep(_ asleep: Range<Int>, _ done: Range<Int>, after record: ScheduleRecord) -> Range<Int> {
    let first = sleepers.count
    if asleep.isEmpty && done.isEmpty { return first..<first }
    // Any segment of a task may turn out to be its last, which leaves a result to those that wait for it.
    let footprint = record.footprint(of: record.steps.count - 1, mayBeLast: true, hasActors: hasActors)
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

  /// Whether the events of a range are those of a range of another search, and touched the same.
  func isSame(_ done: Range<Int>, as otherDone: Range<Int>, of other: TriedEvents) -> Bool {
    done.count == otherDone.count
      && zip(tried[done], other.tried[otherDone]).allSatisfy {
        $0.name == $1.name && $0.footprint.isSame(as: $1.footprint)
      }
  }

  /// Forgets what belongs to the last point of all.
  mutating func forget(done: Range<Int>, asleep: Range<Int>) {
    tried.removeLast(tried.count - done.lowerBound)
    sleepers.removeLast(sleepers.count - asleep.lowerBound)
  }
}
