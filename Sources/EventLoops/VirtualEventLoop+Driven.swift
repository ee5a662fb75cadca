// Running a virtual loop whose every choice is made by a driver.

extension VirtualEventLoop {
  /// Runs to quiescence, asking `driver` for every choice, and records the run for it.
  ///
  /// The loop must have been created with the policy `.driven`; with any other one this is `run()`.
  ///
  /// - Returns: The loop's report, and the record of the run.
  public func run(drivenBy driver: any ScheduleDriver) -> (report: Report, record: ScheduleRecord?) {
    self.driver = driver
    defer { self.driver = nil }
    let report = run()
    record?.finish()
    return (report, record)
  }

  /// Takes the ready event that the driver picks.
  func drivenEvent(_ record: ScheduleRecord) -> ReadyEvent? {
    let offered = record.offer((0..<ready.count).lazy.map { self.ready.sequence(at: $0) })
    var picked = driver?.next(among: record.candidates[offered], in: record) ?? 0
    if !(0..<ready.count).contains(picked) { picked = 0 }
    record.begin(ready.sequence(at: picked), at: clockReading, ready: offered)
    if ready.count > 1 { record.pick(picked) }
    if recording == .everything, ready.count > 1 {
      log.append(Choice(kind: .next, options: ready.count, picked: picked))
    }
    return ready.remove(at: picked)
  }

  /// A name for state that is created now; 0 if the loop is not driven.
  public func nameNewState() -> UInt64 {
    guard let record, allowsAccess else { return 0 }
    return record.nameNewState()
  }

  /// Notes that the running event touches shared state.
  public func noteAccess(to state: UInt64, writes: Bool) {
    guard let record, isCurrent else { return }
    record.note(state, writes: writes)
  }

  /// Notes that the running event cancels the task that an obligation stands for.
  public func noteCancellation(of task: Obligation.ID) {
    guard let record, isCurrent, let index = ledger.task(of: task) else { return }
    record.noteCancellation(ofTask: index)
  }
}
