// Runs one subject under schedule after schedule, and says what was and what was not seen.

import EventLoops

/// The running exploration of one subject.
///
/// Order of work: the plain schedule twice, to see whether the program is deterministic at all; the two depth-first
/// ones; the reduced search with 1, 2, … reversals; and, if events may share what is not noted, the search of every
/// order. Between the runs of the searches there are runs in which one task is delayed, and seeded ones. They find what a
/// search meets late or not at all, and check it: a class or a verdict that a finished search has not met means that some
/// access was not noted.
struct Explorer {
  let subject: Subject
  let effort: Effort
  private var outcomes = OutcomeSet()
  private var phases: [ScheduleExploration.Phase] = []
  private var problems: [String] = []
  private var runs = 0
  private var cutRuns = CutRuns()
  private var unseen: [String] = []
  /// What the instrumentation of the program's code has shown, once such code has run.
  private var instrumented: ScheduleExploration.Instrumented?
  private var choices = ChoiceCount()
  private var classes = ClassCount()
  /// The verdicts that the last reduced search met, as rows of `outcomes`.
  private var searchedRows: Set<Int> = []
  /// Whether the last reduced search has left out no reversal and came to its end; whether that of every order did.
  private var isReducedSearchOver = false
  private var isEveryOrderRun = false
  private var estimate: Int?
  private var seeded: SeededRuns
  /// The phase of the seeded runs, once there is one.
  private var seededPhase: Int?
  /// The order of the run that was classified last: its lists are used again.
  private var order = HappensBefore()
  /// What events touched, by name; of no more events than `footprintLimit`.
  private var footprints: [UInt64: Footprint] = [:]
  private static let footprintLimit = 1 << 14
  private var length = 0
  /// Whether every event has touched the same in the first runs and in all searches, and what it has touched.
  private var isExact = true
  private var touched = FootprintTable()
  private var watch: SearchWatch

  private init(_ subject: Subject, _ effort: Effort, _ watch: SearchWatch) {
    self.subject = subject
    self.effort = effort
    self.watch = watch
    seeded = SeededRuns(effort)
  }

  /// Explores, and returns the result of it.
  static func explore(
    _ subject: Subject, _ effort: Effort, _ observer: ScheduleExploration.Observer? = nil,
    _ interruption: ScheduleExploration.Interruption? = nil
  ) -> ScheduleExploration {
    var explorer = Explorer(subject, effort, SearchWatch(observer, interruption))
    if explorer.isDeterministic() {
      explorer.depthFirst()
      explorer.reducedSearches()
      explorer.searchOfEveryOrder()
      explorer.remainingSeededRuns()
    }
    return explorer.result
  }

  private var result: ScheduleExploration {
    ScheduleExploration(
      subject: subject, effort: effort, outcomes: outcomes, phases: phases, runs: runs, classes: classes.count,
      isEveryClassCounted: classes.isExact || isReducedSearchOver, extent: extent, cutRuns: cutRuns, unseen: unseen,
      instrumented: instrumented, missed: missed,
      estimate: estimate, choices: choices,
      problems: problems + ending + cutRuns.problems(of: runs, effort.limits) + contradiction + forgotten,
      isInterrupted: watch.isInterrupted)
  }

  /// What other runs met and the reduced search, although it came to its end, did not.
  private var missed: ScheduleExploration.Missed {
    guard isReducedSearchOver else { return ScheduleExploration.Missed() }
    return ScheduleExploration.Missed(
      classes: classes.notSearched, outcomes: outcomes.rows.indices.count { !searchedRows.contains($0) })
  }

  private var extent: ScheduleExploration.Extent {
    if !problems.isEmpty || watch.isInterrupted || cutRuns.count > 0 { return .part }
    if isEveryOrderRun { return .everyOrder }
    guard isReducedSearchOver, missed.isNothing else { return .part }
    return isDeclared && unseen.isEmpty ? .everyClass : .everyClassIfNoted
  }

  /// Whether the subject declares that all that its events share is noted, as far as the runs bear it out.
  private var isDeclared: Bool {
    subject.sharing == .notedState || subject.sharing == .instrumented && instrumented != nil
  }

  /// What tells against the subject's own declaration.
  private var contradiction: [String] {
    guard isDeclared, !missed.isNothing, cutRuns.count == 0 else { return [] }
    let declared =
      instrumented != nil ? "only noted state and memory of instrumented code" : "only noted state"
    return [missed.sentence(unseen) + ", although the program declares that its events share \(declared)"]
  }

  /// That the exploration was ended from outside.
  private var ending: [String] {
    watch.isInterrupted ? ["it was interrupted after \(runs) runs; what was not run by then is not covered"] : []
  }

  /// What was not kept, so that memory stays bounded.
  private var forgotten: [String] {
    outcomes.isFull
      ? ["more than \(OutcomeSet.capacity) verdicts were met; \(outcomes.further) runs came to further ones"] : []
  }
}

// The runs, and what is learned of each.
extension Explorer {
  /// Begins a phase, and returns its number.
  private mutating func begin(_ name: String, _ kind: ScheduleExploration.Phase.Kind = .sample) -> Int {
    phases.append(ScheduleExploration.Phase(name: name, kind: kind))
    return phases.count - 1
  }

  /// One run of a phase.
  private mutating func run(_ driver: any ScheduleDriver, for phase: Int) -> SubjectRun {
    let trial = subject.run(driver, effort.limits, .leftovers)
    runs += 1
    phases[phase].runs += 1
    cutRuns.add(trial.report.ending)
    for name in trial.record?.unseen ?? [] where !unseen.contains(name) { unseen.append(name) }
    if let record = trial.record, record.hasRunInstrumentedCode {
      instrumented = instrumented ?? ScheduleExploration.Instrumented()
      instrumented?.add(record)
    }
    if watch.isDue(after: trial.record?.steps.count ?? 0) { tell(of: phase) }
    return trial
  }

  /// Passes to the observer how far the exploration has come.
  private mutating func tell(of phase: Int) {
    watch.report(
      ScheduleExploration.Progress(
        subject: subject.label, phase: phases[phase].name, runs: runs, classes: classes.count,
        outcomes: outcomes.rows.count, failures: outcomes.failing, estimate: phases[phase].estimate))
  }

  /// Counts the verdict and the class of a run.
  private mutating func count(_ trial: SubjectRun, ofClass hash: UInt64, fromSearch: Bool = false, for phase: Int) {
    let before = (classes.count, outcomes.rows.count)
    let picks = trial.record?.picks ?? []
    choices.add(picks.count)
    if fromSearch { classes.addFromSearch(hash) } else { classes.add(hash) }
    let row = outcomes.add(trial.verdict, run: runs, picks: picks)
    if fromSearch, let row { searchedRows.insert(row) }
    phases[phase].newClasses += classes.count - before.0
    phases[phase].newOutcomes += outcomes.rows.count - before.1
  }

  /// Makes a run outside of a search, and remembers what its events touched.
  @discardableResult
  private mutating func sample(_ driver: any ScheduleDriver, for phase: Int) -> SubjectRun {
    let trial = run(driver, for: phase)
    guard let record = trial.record else { return trial }
    order.look(at: record, count: record.steps.count)
    count(trial, ofClass: order.classHash, for: phase)
    learn(record)
    return trial
  }

  /// Looks whether the events of a run, whose order was looked at last, have touched what they touched before.
  private mutating func compare(_ record: ScheduleRecord) {
    if isExact { isExact = touched.agrees(with: record, order, from: 0) }
  }

  /// Remembers what the events of a run touched: in the first runs, and later now and then.
  private mutating func learn(_ record: ScheduleRecord) {
    length = max(length, record.steps.count)
    guard seeded.made < SeededRuns.head || seeded.made % 16 == 0 else { return }
    for (index, step) in record.steps.enumerated() {
      let name = record.events[step.event].name
      if footprints.count < Self.footprintLimit || footprints[name] != nil {
        footprints[name] = record.footprint(of: index)
      }
    }
  }
}

// The phases.
extension Explorer {
  /// Whether two runs under the plain schedule are the same run.
  private mutating func isDeterministic() -> Bool {
    let phase = begin("twice in turn")
    let first = sample(FIFOScheduler(), for: phase)
    let second = run(FIFOScheduler(), for: phase)
    // Where it is noted what events share, a search turns to the conflicts of a task that is far away by itself.
    if subject.sharing != .notedState, let record = second.record { seeded.delays = Delay.delays(in: record) }
    // The first run of instrumented code also sets up what is set up once in a process.
    if let record = instrumented != nil ? second.record : first.record {
      order.look(at: record, count: record.steps.count)
      compare(record)
    }
    tell(of: phase)
    if first.verdict == second.verdict && first.record?.fingerprint == second.record?.fingerprint { return true }
    problems.append(
      "two runs under the same schedule differ, so there is nothing to explore: the program depends on something "
        + "that the loop does not control (real time, addresses, hash order, work that leaves the loop)")
    return false
  }

  private mutating func depthFirst() {
    let phase = begin("depth first, both ways")
    for isMirrored in [false, true] where !watch.mustEnd() {
      sample(DepthFirstScheduler(isMirrored: isMirrored), for: phase)
    }
    tell(of: phase)
  }

  /// How many runs are left to the searches.
  private var searchRunsLeft: Int { effort.runs - phases.filter { $0.kind == .search }.map(\.runs).reduce(0, +) }

  /// The reduced search, bound by bound, and without one if the effort has none or what is left seems to fit in.
  private mutating func reducedSearches() {
    var bound = 1
    while searchRunsLeft > 0, !isReducedSearchOver, problems.isEmpty, bound <= effort.reversals ?? 0, !watch.mustEnd() {
      let name = "up to \(bound) \(bound == 1 ? "reversal" : "reversals")"
      isReducedSearchOver = search(.reduced(reversals: bound), name)
      bound += 1
    }
    let fits = effort.reversals == nil || (estimate ?? .max) <= searchRunsLeft
    guard searchRunsLeft > 0, !isReducedSearchOver, problems.isEmpty, fits, !watch.mustEnd() else { return }
    isReducedSearchOver = search(.reduced(reversals: .max), "any number of reversals")
  }

  /// The search that assumes nothing of what events share, where the reduced one is no proof.
  private mutating func searchOfEveryOrder() {
    guard isReducedSearchOver, problems.isEmpty, !isDeclared || !unseen.isEmpty, searchRunsLeft > 0,
      !watch.mustEnd()
    else { return }
    isEveryOrderRun = search(.everyOrder, ScheduleExploration.Phase.everyOrder)
  }

  /// One search within the rest of the budget, with seeded runs in between. Returns whether it is complete.
  private mutating func search(_ extent: DPORSearch.Extent, _ name: String) -> Bool {
    let isReduced = extent != .everyOrder
    let search = DPORSearch(extent, exact: isReduced && isExact)
    defer { if isReduced { isExact = search.isExact } }
    let limit = searchRunsLeft
    let phase = begin(name, .search)
    if isReduced { beginReducedSearch() }
    while !search.isOver, phases[phase].runs < limit, !watch.mustEnd() {
      search.beginRun()
      let trial = run(search, for: phase)
      guard let record = trial.record else { break }
      if let hash = search.endRun(record) { count(trial, ofClass: hash, fromSearch: isReduced, for: phase) }
      if search.hasStartedOver, isReduced { beginReducedSearch() }
      if search.hasDiverged {
        problems.append("a schedule did not repeat: the program is not deterministic under it")
        break
      }
      seeded.noteSearchRun()
      while let number = seeded.nextBesideSearch() { seededRun(number) }
      let done = phases[phase].runs
      guard done % 1_024 == 0 else { continue }
      phases[phase].estimate = Self.estimate(done, search)
      if isReduced { estimate = phases[phase].estimate }
      // If a search of every order is far larger than the budget, its first runs are not better than seeded ones.
      if !isReduced, (phases[phase].estimate ?? 0) / 2 > limit { break }
    }
    phases[phase].isFinished = search.isOver && !search.hasDiverged
    phases[phase].estimate = Self.estimate(phases[phase].runs, search)
    if isReduced { estimate = phases[phase].estimate }
    tell(of: phase)
    return phases[phase].isFinished && !search.isCut
  }

  /// Forgets what the last reduced search has met.
  private mutating func beginReducedSearch() {
    classes.beginSearch()
    searchedRows.removeAll(keepingCapacity: true)
  }

  /// About how many runs a search takes that has done this many.
  private static func estimate(_ done: Int, _ search: DPORSearch) -> Int {
    Int(min(max((Double(done) / max(search.progress, 1e-9)).rounded(.up), 1), 1e15))
  }

  /// The seeded runs that were not made beside the searches: those of the audit, and the others if nothing is proved.
  private mutating func remainingSeededRuns() {
    if extent.isProved {
      while !watch.mustEnd(), let number = seeded.next(below: effort.auditRuns) { seededRun(number) }
    }
    if !extent.isProved { while !watch.mustEnd(), let number = seeded.next(below: .max) { seededRun(number) } }
    if let seededPhase { tell(of: seededPhase) }
  }

  private mutating func seededRun(_ number: Int) {
    let phase = seededPhase ?? begin(ScheduleExploration.Phase.seeded)
    seededPhase = phase
    if let delay = seeded.delay(of: number) {
      sample(DelayScheduler(delay), for: phase)
      return
    }
    let seed = ScheduleSeed.derive(effort.seed, number)
    sample(SeededPolicy.of(number).driver(seed: seed, length: length, known: footprints), for: phase)
  }
}
