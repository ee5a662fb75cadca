// A run as the search reads it: how another run could begin that is of another class.

import EventLoops

/// The run that was looked at last, and a sequence of its steps, in the order in which another run is to have them.
///
/// A sequence reverses a race: its last item comes before a step that it came after. It begins at that step's point, and
/// has before its last item all that does not need the step, up to the end of the instant. `~event` in place of a step is
/// an event that did not run.
struct ObservedRun {
  /// Where an event is in the sequence that can begin with it, and is of the same class.
  enum Place {
    /// It is this item, which needs none of those before it.
    case at(Int)
    /// It is none of the items, and conflicts with none of them.
    case beside
  }

  private(set) var order = HappensBefore()
  private(set) var sequence: [Int] = []
  /// Whether an event is taken to touch always what it has touched in this run. Otherwise that is so only of events that
  /// come after what they came after in this run, so not of the last item of a sequence.
  var isExact: Bool
  private var record: ScheduleRecord?

  init(exact isExact: Bool) {
    self.isExact = isExact
  }

  /// Looks at the first `count` steps of a run, of which the first `known` ones are those of the run before.
  mutating func look(at record: ScheduleRecord, count: Int, knowing known: Int) {
    order.look(at: record, count: count, knowing: known)
    self.record = record
  }

  /// Releases the run's record.
  mutating func end() {
    record = nil
  }

  /// Turns to the sequence that reverses a race.
  mutating func reverse(_ race: (first: Int, second: Int)) {
    sequence.removeAll(keepingCapacity: true)
    order.addSteps(notNeeding: race.first, to: &sequence)
    sequence.removeAll { $0 == race.second }
    sequence.append(race.second)
  }

  /// Turns to the sequence in which an event runs that a step took back.
  mutating func reverse(withdrawalOf event: Int, by step: Int) {
    sequence.removeAll(keepingCapacity: true)
    order.addSteps(notNeeding: step, to: &sequence)
    sequence.append(~event)
  }

  /// Whether, and how, a run can begin with an event that is of the class of one that begins with a sequence.
  ///
  /// - Parameters:
  ///   - name: The name of the event.
  ///   - footprint: What it touches.
  ///   - hasRun: Whether the event has run from the point at which the sequence begins, so that its footprint is certain.
  ///   - sequence: What is left of the sequence.
  func place(of name: UInt64, touching footprint: Footprint, hasRun: Bool, in sequence: [Int]) -> Place? {
    guard let index = sequence.firstIndex(where: { self.name(of: $0) == name }) else {
      return isExact && isIndependent(footprint, of: sequence[...]) ? .beside : nil
    }
    if hasRun && !isExact && index == sequence.count - 1 {
      return isIndependent(footprint, of: sequence[..<index]) ? .at(index) : nil
    }
    let step = sequence[index]
    return step < 0 || !sequence[..<index].contains { order.comes($0, before: step) } ? .at(index) : nil
  }

  private func isIndependent(_ footprint: Footprint, of steps: ArraySlice<Int>) -> Bool {
    guard let record else { return false }
    return !steps.contains { $0 < 0 || record.conflicts(footprint, with: $0) }
  }

  func name(of step: Int) -> UInt64 {
    guard let record else { return 0 }
    return record.events[step < 0 ? ~step : record.steps[step].event].name
  }

  /// The choices of other kinds that were made in a step.
  func choices(of step: Int) -> UInt64 {
    guard let record, step >= 0 else { return 0 }
    return record.steps[step].choices
  }

  /// What a step touched; nothing for an event that did not run.
  func footprint(of step: Int) -> Footprint {
    guard let record, step >= 0 else { return Footprint() }
    return record.footprint(of: step)
  }
}
