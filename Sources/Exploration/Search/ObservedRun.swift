// A run as the search reads it: how another run could begin that is of another class.

import EventLoops

/// The run that was looked at last, and a sequence of its steps, in the order in which another run is to have them.
///
/// A sequence reverses a race: its last item comes before a step that it came after. It begins at that step's point, and
/// has before its last item all that does not need the step, up to the end of the instant. `~event` in place of a step is
/// an event that did not run.
///
/// An object: a search asks a dozen things of it for each race, and would copy its lists for each.
final class ObservedRun: EventSequence {
  // `@exclusivity(unchecked)`: no access below calls code of others while it lasts.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private(set) var
    order = HappensBefore(),
    sequence: [Int] = []
  /// Whether an event is taken to touch always what it has touched in this run. Otherwise that is so only of events that
  /// come after what they came after in this run, so not of the last item of a sequence.
  var isExact: Bool
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var record: ScheduleRecord?

  init(exact isExact: Bool) {
    self.isExact = isExact
  }

  /// Looks at the first `count` steps of a run, of which the first `known` ones are those of the run before.
  func look(at record: ScheduleRecord, count: Int, knowing known: Int) {
    order.look(at: record, count: count, knowing: known)
    self.record = record
  }

  /// Releases the run's record.
  func end() {
    record = nil
  }

  /// Turns to the sequence that reverses a race.
  func reverse(_ race: (first: Int, second: Int)) {
    sequence.removeAll(keepingCapacity: true)
    order.addSteps(notNeeding: race.first, to: &sequence)
    sequence.removeAll { $0 == race.second }
    sequence.append(race.second)
  }

  /// Turns to the sequence in which an event runs that a step took back.
  func reverse(withdrawalOf event: Int, by step: Int) {
    sequence.removeAll(keepingCapacity: true)
    order.addSteps(notNeeding: step, to: &sequence)
    sequence.append(~event)
  }

  /// Whether a step of the sequence needs one that is before it there.
  func needs(_ one: Int, before step: Int) -> Bool { step >= 0 && order.comes(one, before: step) }

  func conflicts(_ footprint: Footprint, with step: Int) -> Bool {
    guard let record, step >= 0 else { return true }
    return record.conflicts(footprint, with: step)
  }

  func name(of step: Int) -> UInt64 {
    guard let record else { return 0 }
    return step < 0 ? record.name(of: ~step) : record.outline(of: step).name
  }

  /// The choices of other kinds that were made in a step.
  func choices(of step: Int) -> UInt64 {
    guard let record, step >= 0 else { return 0 }
    return record.outline(of: step).choices
  }

  /// A hash of what a step touched; 0 for an event that did not run.
  func accessHash(of step: Int) -> UInt64 {
    guard let record, step >= 0 else { return 0 }
    return record.accessHash(of: step)
  }

  /// What a step touched; nothing for an event that did not run.
  func footprint(of step: Int) -> Footprint {
    guard let record, step >= 0 else { return Footprint() }
    return record.footprint(of: step)
  }
}
