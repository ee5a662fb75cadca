// A driver that repeats the beginning of a known run, and leaves the rest of the run to another driver.

import EventLoops

/// Forces the first steps of a run, with the options that are picked in them.
///
/// The other driver is asked at these steps as well, with one event to choose from: its steps are those of the record.
/// It is not asked for the options in them.
final class FixedBeginning: ScheduleDriver {
  private let beginning: [KnownRun.Step]
  private let rest: any ScheduleDriver
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private(set) var
    /// The options that were picked, by step; none for a step without a choice.
    options: [Int: [Int]] = [:],
    /// Whether the program did not offer a step of the beginning.
    hasDiverged = false

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var step = -1

  init(_ beginning: [KnownRun.Step], then rest: any ScheduleDriver) {
    (self.beginning, self.rest) = (beginning, rest)
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    step = record.steps.count
    guard step < beginning.count else { return rest.next(among: ready, in: record) }
    let event = beginning[step].event
    guard let index = ready.firstIndex(where: { record.name(of: $0) == event }) else {
      hasDiverged = true
      return 0
    }
    _ = rest.next(among: ready[index...index], in: record)
    return index - ready.startIndex
  }

  var endsRun: Bool { rest.endsRun }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    let picked = option(kind, among: options, for: key)
    self.options[step, default: []].append(picked ?? 0)
    return picked
  }

  private func option(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    guard beginning.indices.contains(step) else { return rest.pick(kind, among: options, for: key) }
    let (known, number) = (beginning[step].options, self.options[step]?.count ?? 0)
    if known.indices.contains(number) { return known[number] }
    hasDiverged = true
    return nil
  }
}
