// Runs one subject under schedule after schedule, and says what was and what was not seen.

import Comparison
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
  /// How many threads search.
  let jobs: Int
  var outcomes = OutcomeSet()
  var phases: [ScheduleExploration.Phase] = []
  var problems: [String] = []
  var runs = 0
  private var cutRuns = CutRuns()
  var unseen: [String] = []
  /// What the instrumentation of the program's code has shown, once such code has run.
  var instrumented: ScheduleExploration.Instrumented?
  private var choices = ChoiceCount()
  var classes = ClassCount()
  /// The verdicts that the last reduced search met, as rows of `outcomes`.
  var searchedRows: Set<Int> = []
  /// Whether the last reduced search has left out no reversal and came to its end; whether that of every order did.
  var isReducedSearchOver = false
  var isEveryOrderRun = false
  /// Whether schedules were left out in which an event waits while a long chain of others runs.
  var isFairOnly = false
  var estimate: Int?
  var seeded: SeededRuns
  /// The phase of the seeded runs, once there is one.
  var seededPhase: Int?
  /// The order of the run that was classified last: its lists are used again.
  var order = HappensBefore()
  /// What events touched, by name.
  var footprints = KnownFootprints()
  var length = 0
  /// Whether every event has touched the same in the first runs and in all searches, and what it has touched.
  var isExact = true
  private var touched = FootprintTable()
  var watch: SearchWatch

  private init(_ subject: Subject, _ effort: Effort, _ watch: SearchWatch, _ jobs: Int) {
    self.subject = subject
    self.effort = effort
    self.jobs = jobs
    self.watch = watch
    seeded = SeededRuns(effort)
  }

  /// Explores, and returns the result of it, which is the same with any number of threads.
  static func explore(
    _ subject: Subject, _ effort: Effort, _ observer: ScheduleExploration.Observer? = nil,
    _ interruption: ScheduleExploration.Interruption? = nil
  ) -> ScheduleExploration {
    let watch = SearchWatch(observer, interruption)
    guard effort.jobs > 1, let outputs = subject.outputs else {
      return explore(subject, effort, watch, jobs: effort.jobs)
    }
    let known = outputs.count
    outputs.forget(from: known)
    let result = explore(subject, effort, watch, jobs: effort.jobs)
    guard outputs.dependsOnOrder, !result.isInterrupted else { return result }
    // The threads have met the outputs in no fixed order, on which their texts depend here. One thread does it again.
    outputs.forget(from: known)
    return explore(subject, effort, watch, jobs: 1)
  }

  private static func explore(
    _ subject: Subject, _ effort: Effort, _ watch: SearchWatch, jobs: Int
  ) -> ScheduleExploration {
    var explorer = Explorer(subject, effort, watch, jobs)
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
      instrumented: instrumented, missed: missed, isFairOnly: isFairOnly, hasMetEndlessRun: watch.hasMetEndlessRun,
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

  var extent: ScheduleExploration.Extent {
    if !problems.isEmpty || watch.isInterrupted || cutRuns.count > 0 { return .part }
    if isEveryOrderRun { return .everyOrder }
    guard isReducedSearchOver, missed.isNothing else { return .part }
    return isDeclared && unseen.isEmpty ? .everyClass : .everyClassIfNoted
  }

  /// Whether the subject declares that all that its events share is noted, as far as the runs bear it out.
  var isDeclared: Bool {
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
  mutating func begin(_ name: String, _ kind: ScheduleExploration.Phase.Kind = .sample) -> Int {
    phases.append(ScheduleExploration.Phase(name: name, kind: kind))
    return phases.count - 1
  }

  /// One run of a phase.
  mutating func run(_ driver: any ScheduleDriver, for phase: Int) -> SubjectRun {
    let trial = subject.run(driver, effort.limits, .leftovers)
    note(trial.report.ending, steps: trial.record?.steps.count ?? 0, for: phase)
    noteUnseen(trial.record?.unseen ?? [])
    // Ordinary code that does not end under a fair schedule is a failure, and its runs are long: one of them is enough.
    if trial.countsSegments, case .stepLimit = trial.report.ending, !driver.endsRun { watch.noteEndlessRun() }
    if let record = trial.record, record.hasRunInstrumentedCode {
      instrumented = instrumented ?? ScheduleExploration.Instrumented()
      instrumented?.add(record)
    }
    return trial
  }

  /// Notes that a run has come to its end.
  mutating func note(_ ending: Report.Ending, steps: Int, for phase: Int) {
    runs += 1
    phases[phase].runs += 1
    cutRuns.add(ending)
    if watch.isDue(after: steps) { tell(of: phase) }
  }

  mutating func noteUnseen(_ names: [String]) {
    for name in names where !unseen.contains(name) { unseen.append(name) }
  }

  /// Passes to the observer how far the exploration has come.
  mutating func tell(of phase: Int) {
    watch.report(
      ScheduleExploration.Progress(
        subject: subject.label, phase: phases[phase].name, runs: runs, classes: classes.count,
        outcomes: outcomes.rows.count, failures: outcomes.failing, estimate: phases[phase].estimate))
  }

  /// Counts the verdict and the class of a run.
  mutating func count(_ trial: SubjectRun, ofClass hash: UInt64, fromSearch: Bool = false, for phase: Int) {
    let picks = trial.record?.picks ?? []
    count(trial.verdict, picks, choices: picks.count, ofClass: hash, fromSearch: fromSearch, for: phase)
  }

  mutating func count(
    _ verdict: Verdict, _ picks: [Int], choices: Int, ofClass hash: UInt64, fromSearch: Bool, for phase: Int
  ) {
    let before = (classes.count, outcomes.rows.count)
    self.choices.add(choices)
    if fromSearch { classes.addFromSearch(hash) } else { classes.add(hash) }
    let row = outcomes.add(verdict, run: runs, picks: picks)
    if fromSearch, let row { searchedRows.insert(row) }
    phases[phase].newClasses += classes.count - before.0
    phases[phase].newOutcomes += outcomes.rows.count - before.1
  }

  /// Makes a run outside of a search whose schedule is fair, and remembers what its events touched.
  mutating func fairSample(_ driver: any ScheduleDriver, for phase: Int) {
    count(sample: run(FairScheduler(driver), for: phase), for: phase)
  }

  /// Counts a run outside of a search, and remembers what its events touched.
  mutating func count(sample trial: SubjectRun, for phase: Int) {
    guard let record = trial.record else { return }
    if watch.hasMetEndlessRun { return count(trial, ofClass: 0, for: phase) }
    order.look(at: record, count: record.steps.count)
    count(trial, ofClass: order.classHash, for: phase)
    learn(record)
  }

  /// Looks whether the events of a run, whose order was looked at last, have touched what they touched before.
  mutating func compare(_ record: ScheduleRecord) {
    if isExact { isExact = touched.agrees(with: record, order, from: 0) }
  }

  /// Remembers what the events of a run touched: in the first runs, and later now and then.
  private mutating func learn(_ record: ScheduleRecord) {
    length = max(length, record.steps.count)
    guard seeded.made < SeededRuns.head || seeded.made % 16 == 0 else { return }
    for step in record.steps.indices { footprints.note(step, of: record) }
  }
}
