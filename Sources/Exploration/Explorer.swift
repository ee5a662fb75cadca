// Runs one subject under schedule after schedule, and says what was and what was not seen.

import EventLoops

/// The exploration of one subject while it goes on.
///
/// Order of work: the plain schedule twice, to see whether the program is deterministic at all; the two depth-first
/// ones; the reduced search with 1, 2, … reversals; if that could not be completed, seeded schedules; and at the end
/// uniform ones as a check that the reduction has missed nothing.
struct Explorer {
  let subject: Subject
  let effort: Effort
  private(set) var outcomes = OutcomeSet()
  private(set) var phases: [Exploration.Phase] = []
  private(set) var problems: [String] = []
  private(set) var isComplete = false
  private(set) var estimate: Int?
  private var runs = 0
  private var choices = ChoiceCount()
  private var classes = ClassCount()
  /// The order of the run that was classified last: its lists are used again.
  private var order = HappensBefore()
  /// What events touched, by name; of no more events than `footprintLimit`.
  private var footprints: [UInt64: Footprint] = [:]
  private static let footprintLimit = 1 << 14
  private var length = 0
  /// Whether every event has touched the same in the first runs and in all searches, and what it has touched.
  private var isExact = true
  private var touched = FootprintTable()
  private var phaseName = ""
  private var isFinished = false
  private let observer: Exploration.Observer?

  init(_ subject: Subject, _ effort: Effort, _ observer: Exploration.Observer?) {
    self.subject = subject
    self.effort = effort
    self.observer = observer
  }

  /// Explores, and returns what came of it.
  static func explore(_ subject: Subject, _ effort: Effort, _ observer: Exploration.Observer? = nil) -> Exploration {
    var explorer = Explorer(subject, effort, observer)
    if explorer.isDeterministic() {
      explorer.smoke()
      explorer.search()
      if !explorer.isComplete { explorer.seeded() }
      explorer.audit()
    }
    return Exploration(
      subject: subject, effort: effort, outcomes: explorer.outcomes, phases: explorer.phases, runs: explorer.runs,
      classes: explorer.classes.count, isEveryClassCounted: explorer.classes.isExact || explorer.isComplete,
      isComplete: explorer.isComplete, estimate: explorer.estimate, choices: explorer.choices,
      problems: explorer.problems + explorer.forgotten)
  }

  /// What was not kept, so that memory stays bounded.
  private var forgotten: [String] {
    outcomes.isFull
      ? ["more than \(OutcomeSet.capacity) verdicts were met; \(outcomes.further) runs came to further ones"] : []
  }

  /// One run; counts it unless it is redundant.
  private mutating func run(_ driver: some ScheduleDriver) -> SubjectRun {
    let trial = subject.run(driver, effort.limits, .leftovers)
    runs += 1
    if runs % 1_024 == 0 { tell() }
    return trial
  }

  /// Tells whoever looks on how far it has come.
  private func tell() {
    observer?(
      Exploration.Progress(
        subject: subject.label, phase: phaseName, runs: runs, classes: classes.count, outcomes: outcomes.rows.count,
        failures: outcomes.failing, estimate: estimate))
  }

  @discardableResult
  private mutating func count(_ trial: SubjectRun) -> Bool {
    choices.add(trial.record?.picks.count ?? 0)
    return outcomes.add(trial.verdict, run: runs, picks: trial.record?.picks ?? [])
  }

  private mutating func phase(
    _ name: String, _ kind: Exploration.Phase.Kind = .sample, _ body: (inout Explorer) -> Void
  ) {
    let (runs, classes, rows) = (self.runs, self.classes.count, outcomes.rows.count)
    phaseName = name
    isFinished = false
    body(&self)
    phases.append(
      Exploration.Phase(
        name: name, kind: kind, isFinished: kind == .sample || isFinished, runs: self.runs - runs,
        newClasses: self.classes.count - classes,
        newOutcomes: outcomes.rows.count - rows))
    tell()
  }

  /// Whether two runs under the plain schedule are the same run.
  private mutating func isDeterministic() -> Bool {
    var same = true
    phase("twice in turn") { explorer in
      let (first, second) = (explorer.run(InTurn()), explorer.run(InTurn()))
      explorer.count(first)
      explorer.learn(first)
      explorer.compare(first)
      same = first.verdict == second.verdict && first.record?.fingerprint == second.record?.fingerprint
      if case .stepLimit(let limit, _) = first.report.ending {
        explorer.problems.append("the plain run was stopped after \(limit) events; what comes later was not explored")
      }
    }
    if !same {
      problems.append(
        "two runs under the same schedule differ, so there is nothing to explore: the program depends on something "
          + "that the loop does not control (real time, addresses, hash order, work that leaves the loop)")
    }
    return same
  }

  private mutating func smoke() {
    phase("depth first, both ways") { explorer in
      for isMirrored in [false, true] {
        let trial = explorer.run(DepthFirst(isMirrored: isMirrored))
        explorer.count(trial)
        explorer.learn(trial)
        explorer.compare(trial)
      }
    }
  }

  /// The reduced search, bound by bound, and without one if the effort has none or what is left seems to fit in.
  private mutating func search() {
    var left = effort.runs
    var bound = 1
    while left > 0, !isComplete, bound <= effort.reversals ?? 0 {
      left -= search(.reduced(reversals: bound), "up to \(bound) \(bound == 1 ? "reversal" : "reversals")", left)
      bound += 1
    }
    let fits = effort.reversals == nil || (estimate ?? .max) <= left
    if left > 0, !isComplete, fits { _ = search(.reduced(reversals: .max), "any number of reversals", left) }
  }

  private mutating func search(_ extent: TreeSearch.Extent, _ name: String, _ limit: Int) -> Int {
    let search = TreeSearch(extent, exact: isExact)
    defer { isExact = search.isExact }
    var done = 0
    classes.beginSearch()
    phase(name, .search) { explorer in
      while !search.isOver, done < limit {
        search.beginRun()
        let trial = explorer.run(search)
        done += 1
        if done % 1_024 == 0 { explorer.estimate = Self.estimate(done, search) }
        guard let record = trial.record else { break }
        if let hash = search.endRun(record) {
          explorer.classes.addFromSearch(hash)
          explorer.count(trial)
        }
        if search.hasStartedOver { explorer.classes.beginSearch() }
        if search.hasDiverged {
          explorer.problems.append("a schedule did not repeat: the program is not deterministic under it")
          return
        }
      }
      explorer.isFinished = search.isOver
      explorer.isComplete = search.isOver && !search.isCut
      explorer.estimate = Self.estimate(done, search)
    }
    return done
  }

  /// About how many runs a search takes that has done so many.
  private static func estimate(_ done: Int, _ search: TreeSearch) -> Int {
    Int((Double(done) / max(search.progress, 1e-9)).rounded(.up).clamped(to: 1...1e15))
  }

  /// Priorities with one and two demotions, priorities redrawn on conflicts, and uniform picks, in turn.
  private mutating func seeded() {
    guard effort.seededRuns > 0 else { return }
    phase("seeded") { explorer in
      for index in explorer.effort.shard.indices(of: explorer.effort.seededRuns) {
        let seed = ScheduleSeed.derive(explorer.effort.seed, index)
        let trial =
          switch index % 4 {
          case 0: explorer.run(ChainPriorities(seed: seed, depth: 2, length: explorer.length))
          case 1: explorer.run(ChainPriorities(seed: seed, depth: 3, length: explorer.length))
          case 2: explorer.run(ConflictPriorities(seed: seed, known: explorer.footprints))
          default: explorer.run(UniformPicks(seed: seed))
          }
        explorer.count(trial)
        explorer.learn(trial)
      }
    }
  }

  /// Uniform runs after a complete search: a verdict that is new to it means that some access was not noted.
  private mutating func audit() {
    guard effort.auditRuns > 0 else { return }
    phase("audit") { explorer in
      for index in explorer.effort.shard.indices(of: explorer.effort.auditRuns) {
        let trial = explorer.run(UniformPicks(seed: ScheduleSeed.derive(~explorer.effort.seed, index)))
        explorer.classify(trial)
        guard explorer.count(trial), explorer.isComplete else { continue }
        explorer.isComplete = false
        explorer.problems.append(
          "the reduced search missed '\(trial.verdict)', so events share something that was not noted: keep shared "
            + "state in LoopConfined, or call noteAccess")
      }
    }
  }

  /// Remembers to which class a run belongs.
  private mutating func classify(_ trial: SubjectRun) {
    guard let record = trial.record else { return }
    order.look(at: record, count: record.steps.count)
    classes.add(order.classHash)
  }

  /// Looks whether the events of the run that was learnt last have touched what they touched before.
  private mutating func compare(_ trial: SubjectRun) {
    guard isExact, let record = trial.record else { return }
    isExact = touched.agrees(with: record, order, from: 0)
  }

  /// Remembers what the events of a run touched, and to which class it belongs.
  private mutating func learn(_ trial: SubjectRun) {
    classify(trial)
    guard let record = trial.record else { return }
    length = max(length, record.steps.count)
    for (index, step) in record.steps.enumerated() {
      let name = record.events[step.event].name
      if footprints.count < Self.footprintLimit || footprints[name] != nil {
        footprints[name] = record.footprint(of: index)
      }
    }
  }
}

/// Seeds for the runs of one seeded phase.
enum ScheduleSeed {
  /// The seed of the index-th run; any range of indices can be run apart from the others.
  static func derive(_ seed: UInt64, _ index: Int) -> UInt64 {
    var generator = SeededGenerator(seed: seed &+ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
    return generator.next()
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}

extension ScheduleRecord {
  /// A hash of what ran, in that order, and of what was ready at each step: equal for equal runs.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for step in steps {
      hash = (hash ^ events[step.event].name) &* 0x100_0000_01B3
      hash = (hash ^ UInt64(step.readyCount)) &* 0x100_0000_01B3
    }
    return hash
  }
}
