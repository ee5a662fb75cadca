// Running a virtual loop whose every choice is made by a driver.

extension VirtualEventLoop {
  /// Runs to quiescence, asking `driver` for every choice, and records the run for it. A loop is driven once.
  ///
  /// The loop must have been created with the policy `.driven`; with any other one this is `run()`.
  ///
  /// - Returns: The loop's report, and the record of the run.
  package func run(drivenBy driver: any ScheduleDriver) -> (report: Report, record: ScheduleRecord?) {
    begin(drivenBy: driver)
    record?.endMemory()
    defer { self.driver = nil }
    let report = run()
    record?.endMemory()
    return (report, takeRecord())
  }

  /// As `run(drivenBy:)`, until an operation has ended and what is due at that instant has run.
  ///
  /// - Parameters:
  ///   - driver: Makes the choices.
  ///   - hasEnded: Whether the operation has ended. It is called before each event.
  /// - Returns: The loop's report, and the record of the run.
  package func run(
    drivenBy driver: any ScheduleDriver, until hasEnded: () -> Bool
  ) -> (report: Report, record: ScheduleRecord?) {
    begin(drivenBy: driver)
    defer { self.driver = nil }
    if let refusal = refusalToNest { return (refusal, takeRecord()) }
    let report = whileRunning {
      let ending = runUntilEnd(hasEnded)
      return reportOfRun(driver.endsRun ? .stopped : ending)
    }
    return (report ?? refusal(.occupied), takeRecord())
  }

  /// Asks `driver` for the choices that are made before the run as well, while the program is set up.
  package func begin(drivenBy driver: any ScheduleDriver) {
    self.driver = driver
    record?.memory?.begin(ScheduleRecord.root)
  }

  /// Whether the process has instrumented code, and it reports to this module.
  package static var canNoteMemory: Bool { InstrumentedMemory.isAvailable }

  /// Notes what instrumented code touches from now on, where there is any: while the program is set up, and in its events.
  ///
  /// - Parameter types: Classes whose objects are looked at after each event, by the addresses of their metadata.
  package func noteMemory(watching types: Set<UInt> = []) {
    record?.memory = InstrumentedMemory()
    record?.watchedTypes = types
    record?.keepsPlaces = recording == .everything
  }

  /// The place in the queue of the ready event that the driver picks, which begins then; nil if the driver ends the run.
  ///
  /// - Parameter places: The places in the queue of the events that may run; nil if all may.
  func drivenPlace(_ record: ScheduleRecord, among places: [Int]?) -> Int? {
    record.endStep()
    let candidates = places.map { record.offer(ready, at: $0) } ?? record.offer(ready)
    let count = candidates.count
    var picked = 0
    // Moved out and in again: a driver that is read is retained and released, at each step.
    if let driver = driver.take() {
      picked = driver.next(among: candidates, in: record)
      let endsRun = driver.endsRun
      self.driver = consume driver
      if endsRun { return nil }
    }
    if !(0..<count).contains(picked) { picked = 0 }
    let place = places?[picked] ?? picked
    record.begin(ready.sequence(at: place), at: clockReading, amongReady: count)
    if count > 1 {
      record.pick(picked)
      if recording == .everything { log.append(Choice(kind: .next, options: count, picked: picked)) }
    }
    return place
  }

  /// A name for state that is created now; 0 if the loop runs events first in, first out.
  func nameState() -> UInt64 {
    if choosesFirst { return 0 }
    return withAccess { notedRecord?._withUnsafeGuaranteedRef { $0.nameNewState() } ?? reactions.nameNewState() } ?? 0
  }

  /// Notes that the running event touches shared state.
  func recordAccess(to state: UInt64, writes: Bool) {
    if isCurrent { notedRecord?._withUnsafeGuaranteedRef { $0.note(state, writes ? .write : .read) } }
  }

  /// Notes that the running event touches shared state, if the caller is in an event of the loop.
  ///
  /// - Returns: Whether it is.
  func noteAccessInEvent(to state: UInt64, writes: Bool) -> Bool {
    guard isCurrent else { return false }
    notedRecord?._withUnsafeGuaranteedRef { $0.note(state, writes ? .write : .read) }
    return true
  }

  /// Notes that the running event reads the clock, which blocking work may move within the same instant.
  @inline(__always)
  func noteClockRead() {
    if !choosesFirst { noteClockReadOfRun() }
  }

  /// Apart from the check, which every timer makes.
  @inline(never)
  private func noteClockReadOfRun() {
    guard let notedRecord, isCurrent else { return }
    notedRecord._withUnsafeGuaranteedRef { $0.noteClockRead() }
  }
}
