// A run with what it takes to begin another run in the same way: its events by name, and the options picked in them.

import EventLoops

/// A run whose beginnings can be compared with those of other runs, and forced upon them.
struct KnownRun {
  /// One step: the event that ran, and what was picked in it where it chose among options.
  struct Step: Hashable {
    let event: UInt64
    let options: [Int]
  }

  let trial: SubjectRun
  let steps: [Step]
  /// Whether the program did not offer a step of the beginning.
  let hasBegunOtherwise: Bool

  /// Runs a subject.
  ///
  /// - Parameters:
  ///   - subject: What to run.
  ///   - driver: Makes the choices after the beginning.
  ///   - beginning: The steps to begin with.
  ///   - limits: What stops a program that runs away.
  ///   - recording: What to record.
  init(
    of subject: Subject, _ driver: any ScheduleDriver, after beginning: [Step] = [],
    _ limits: VirtualEventLoop.Limits, _ recording: VirtualEventLoop.Recording = .everything
  ) {
    let driver = FixedBeginning(beginning, then: driver)
    let trial = subject.run(driver, limits, recording)
    self.trial = trial
    hasBegunOtherwise = driver.hasDiverged
    steps =
      trial.record.map { record in
        record.steps.enumerated().map { index, step in
          Step(event: record.events[step.event].name, options: driver.options[index] ?? [])
        }
      } ?? []
  }

  /// Whether a limit ended the run before its end.
  var isCut: Bool {
    switch trial.report.ending {
    case .stepLimit, .timeLimit, .textLimit: true
    default: false
    }
  }

  var fails: Bool { !trial.verdict.findings.isEmpty }

  /// The order of its steps.
  var order: HappensBefore? { trial.record.map { HappensBefore($0, count: $0.steps.count) } }

  /// The steps, those before the others that another run begins with.
  func steps(beginningAs other: KnownRun, _ count: Int) -> [Step] {
    let beginning = other.steps.prefix(count)
    let events = Set(beginning.map(\.event))
    return beginning + steps.filter { !events.contains($0.event) }
  }

  /// How many steps of another run this one begins with, and how many some run of its class begins with.
  ///
  /// The class begins with a step if the step is in it and all that has to come before it there has come.
  func countsOfSteps(sharedWith other: KnownRun, _ order: HappensBefore) -> (own: Int, ofClass: Int) {
    let same = zip(steps, other.steps).prefix { $0 == $1 }.count
    return (same, countOfSteps(sharedWith: other, same, order))
  }

  private func countOfSteps(sharedWith other: KnownRun, _ same: Int, _ order: HappensBefore) -> Int {
    guard let record = trial.record, same < other.steps.count else { return same }
    var places: [UInt64: Int] = [:]
    for place in same..<max(steps.count, same) { places[steps[place].event] = place }
    var hasCome = [Bool](repeating: false, count: steps.count)
    for (count, step) in other.steps.enumerated().dropFirst(same) {
      guard let place = places[step.event], steps[place] == step else { return count }
      let isFree = (same..<place).allSatisfy { earlier in
        hasCome[earlier]
          || record.steps[earlier].instant == record.steps[place].instant && !order.comes(earlier, before: place)
      }
      if !isFree { return count }
      hasCome[place] = true
    }
    return other.steps.count
  }
}
