// The phases of an exploration, one after the other.

import EventLoops

extension Explorer {
  /// Whether two runs under the plain schedule are the same run.
  mutating func isDeterministic() -> Bool {
    let phase = begin("twice in turn")
    let first = run(FIFOScheduler(), for: phase)
    // Where not even the plain schedule comes to an end, the others have little to show, and their runs are as long.
    if case .stepLimit = first.report.ending {
      watch.noteEndlessRun()
      count(first, ofClass: 0, for: phase)
      return false
    }
    // The first run of instrumented code also sets up what is set up once in a process, so that its class may be its own.
    if instrumented == nil { count(sample: first, for: phase) }
    let second = run(FIFOScheduler(), for: phase)
    if instrumented != nil { count(sample: second, for: phase) }
    // Where it is noted what events share, a search turns to the conflicts of a task that is far away by itself.
    if subject.sharing != .notedState, let record = second.record { seeded.delays = Delay.delays(in: record) }
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

  mutating func depthFirst() {
    let phase = begin("depth first, both ways")
    for isMirrored in [false, true] where !watch.mustEnd() {
      fairSample(DepthFirstScheduler(isMirrored: isMirrored), for: phase)
    }
    tell(of: phase)
  }

  /// How many runs are left to the searches.
  private var searchRunsLeft: Int { effort.runs - phases.filter { $0.kind == .search }.map(\.runs).reduce(0, +) }

  /// The reduced search, bound by bound, and without one if the effort has none or what is left seems to fit in.
  mutating func reducedSearches() {
    var bound = 1
    while searchRunsLeft > 0, !isReducedSearchOver, !isFairOnly, problems.isEmpty, bound <= effort.reversals ?? 0,
      !watch.mustEnd()
    {
      let name = "up to \(bound) \(bound == 1 ? "reversal" : "reversals")"
      isReducedSearchOver = search(.reduced(reversals: bound), name)
      bound += 1
    }
    let fits = effort.reversals == nil || (estimate ?? .max) <= searchRunsLeft
    guard searchRunsLeft > 0, !isReducedSearchOver, !isFairOnly, problems.isEmpty, fits, !watch.mustEnd() else {
      return
    }
    isReducedSearchOver = search(.reduced(reversals: .max), "any number of reversals")
  }

  /// The search that assumes nothing of what events share, where the reduced one is no proof.
  mutating func searchOfEveryOrder() {
    // A reduced search that leaves out unfair schedules may not come to all fair ones.
    guard isReducedSearchOver && (!isDeclared || !unseen.isEmpty) || isFairOnly, problems.isEmpty, searchRunsLeft > 0,
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
    var (team, divided) = (SearchTeam?.none, DividedSearch(search, wanted: 2 * jobs))
    defer { team?.end() }
    var alone = 0
    while !search.isOver, phases[phase].runs < limit, !watch.mustEnd() {
      if alone == 0, search.isDivisible, let helpers = team ?? makeTeam() {
        team = helpers
        let step = helpers.next(of: &divided, limit: limit - phases[phase].runs) { watch.mustEnd() }
        if case .took(let log) = step { count(log, for: phase, search) }
        if case .alone(let runs) = step { alone = runs }
        continue
      }
      alone = max(alone - 1, 0)
      search.beginRun()
      let trial = run(search, for: phase)
      guard let record = trial.record else { break }
      if watch.hasMetEndlessRun {
        count(trial, ofClass: 0, for: phase)
        break
      }
      if let hash = search.endRun(record) { count(trial, ofClass: hash, fromSearch: isReduced, for: phase) }
      if search.hasStartedOver, isReduced {
        // The hashes of the classes so far lack what this run has shown.
        if record.hasLearned { classes.forget() }
        beginReducedSearch()
      }
      if search.hasDiverged {
        problems.append("a schedule did not repeat: the program is not deterministic under it")
        break
      }
      runBesideSearch()
      let done = phases[phase].runs
      guard done % 1_024 == 0 else { continue }
      noteEstimate(of: phase, search, isReduced)
      // If a search of every order is far larger than the budget, its first runs are not better than seeded ones.
      if !isReduced, (phases[phase].estimate ?? 0) / 2 > limit { break }
    }
    phases[phase].isFinished = search.isOver && !search.hasDiverged
    noteEstimate(of: phase, search, isReduced)
    tell(of: phase)
    if search.isFairOnly { isFairOnly = true }
    return phases[phase].isFinished && !search.isCut && !(isReduced && search.isFairOnly)
  }

  /// Threads that search branches at the same time; nil if that is not asked for, or the runs of a program are not its own
  /// alone.
  private func makeTeam() -> SearchTeam? {
    guard jobs > 1, subject.sharing != .instrumented else { return nil }
    return SearchTeam(jobs, of: subject, effort.limits)
  }

  /// Counts the runs of a branch, with the seeded runs in between.
  private mutating func count(_ log: RunLog, for phase: Int, _ search: DPORSearch) {
    outcomes.noteReached(log.reached)
    for (number, entry) in log.entries.enumerated() {
      for unseen in log.unseen where unseen.run == number { noteUnseen([unseen.name]) }
      note(entry.ending, steps: entry.steps, for: phase)
      if let hash = entry.hash {
        let (verdict, picks) = log.verdicts[entry.verdict]
        count(verdict, picks, choices: entry.choices, ofClass: hash, fromSearch: true, for: phase)
      }
      runBesideSearch()
    }
    noteEstimate(of: phase, search, true)
  }

  /// Makes the seeded runs whose turn it is after a run of a search.
  private mutating func runBesideSearch() {
    seeded.noteSearchRun()
    while let number = seeded.nextBesideSearch() { seededRun(number) }
  }

  private mutating func noteEstimate(of phase: Int, _ search: DPORSearch, _ isReduced: Bool) {
    phases[phase].estimate = Self.estimate(phases[phase].runs, search)
    if isReduced { estimate = phases[phase].estimate }
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
  mutating func remainingSeededRuns() {
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
      fairSample(DelayScheduler(delay), for: phase)
      return
    }
    let seed = ScheduleSeed.derive(effort.seed, number)
    fairSample(SeededPolicy.of(number).driver(seed: seed, length: length, known: footprints), for: phase)
  }
}
