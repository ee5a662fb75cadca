// What is explored: something that can be run again and again, each time on a loop of its own.

public import Comparison
public import EventLoops

/// A program that the explorer runs under one schedule after another.
public struct Subject: Sendable {
  /// What reports and tokens call it.
  package let name: String
  /// The label of the version, for a version of a compared program.
  package let version: String
  /// What the events share; see `ScheduleExploration.Extent` for what follows from it.
  package let sharing: Sharing
  /// The situations to which some run has to come, each once.
  package let sometimes: [String]
  /// What is done to the program besides its plan.
  package private(set) var disturbance: Disturbance?
  /// The texts of what its runs deliver, for a version of a compared program.
  let outputs: OutputTexts?
  /// Of what it was made, for a version of a compared program.
  private(set) var origin: Origin?
  /// Runs it once; the driver makes the choices.
  let run: @Sendable (any ScheduleDriver, VirtualEventLoop.Limits, VirtualEventLoop.Recording) -> SubjectRun

  /// A version of a compared program under a plan.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - version: The version of the program to run.
  ///   - name: What reports and tokens call it; as the program, unless given.
  ///   - plan: The plan under which it runs.
  ///   - oracles: What must hold of every run.
  public init(
    _ program: ComparedProgram, _ version: ComparedProgram.Version, named name: String? = nil,
    under plan: Plan = Plan(), oracles: [Oracle] = Oracle.usual
  ) {
    self.name = name ?? program.name
    self.version = version.label
    let program = program.afresh
    (sharing, outputs) = (program.sharing, program.outputs)
    sometimes = oracles.filter(\.isSometimes).map(\.name).uniqued
    origin = Origin(program: program, version: version, plan: plan, disturbance: nil, oracles: oracles)
    let text = OutcomeText()
    run = { driver, limits, recording in
      let (run, record) = program.run(version, under: plan, drivenBy: driver, limits: limits, recording: recording)
      let verdict = driver.endsRun ? Verdict("") : Verdict.of(run, under: plan, by: oracles, with: text)
      let report = run.report
      return SubjectRun(verdict: verdict, run: run, report: report, record: record)
    }
  }

  /// The subject, under a plan with this disturbance in it, and of what it was made.
  func noting(_ disturbance: Disturbance, _ origin: Origin) -> Subject {
    var subject = self
    (subject.disturbance, subject.origin) = (disturbance, origin)
    return subject
  }

  /// A version of a program with what is done to it.
  struct Origin: Sendable {
    let program: ComparedProgram
    let version: ComparedProgram.Version
    var plan: Plan
    var disturbance: Disturbance?
    let oracles: [Oracle]

    /// What is explored of it.
    func subject(_ limits: VirtualEventLoop.Limits) -> Subject {
      guard let disturbance else { return Subject(program, version, under: plan, oracles: oracles) }
      return Subject(program, version, under: plan, disturbedBy: disturbance, limits, oracles: oracles)
    }
  }

  /// Anything that can be set up on a loop.
  ///
  /// - Parameters:
  ///   - name: What reports and tokens call it.
  ///   - sharing: What the events share.
  ///   - capture: Whether the loop takes in what its events hand to Swift's own executors.
  ///   - sometimes: The situations to which some run has to come, by the names that verdicts have in `reached`.
  ///   - start: Posts the first events, and returns what reads the outcome when the loop has come to rest. It is
  ///     called once a run, and everything that the events share is to be made in it.
  public init(
    _ name: String, sharing: Sharing = .anything, capturing capture: VirtualEventLoop.Capture = .nothing,
    sometimes: [String] = [],
    start: @escaping @Sendable (VirtualEventLoop) -> @Sendable (Report) -> Verdict
  ) {
    self.name = name
    self.sharing = sharing
    self.sometimes = sometimes.uniqued
    version = ""
    (outputs, origin) = (nil, nil)
    run = { driver, limits, recording in
      let loop = VirtualEventLoop(
        name: name, policy: .driven, limits: limits, recording: recording, capturing: capture)
      if sharing == .instrumented { loop.noteMemory() }
      loop.catchTraps()
      loop.begin(drivenBy: driver)
      let finish = start(loop)
      let (report, record) = loop.run(drivenBy: driver)
      // What a trap has left is not to be read: it may be in the middle of a change.
      let verdict = driver.endsRun ? Verdict("") : report.trap.map { Verdict(trap: $0) } ?? finish(report)
      loop.abandonLeftovers()
      return SubjectRun(verdict: verdict, run: nil, report: report, record: record)
    }
  }

  /// A program that runs itself on a loop of its own.
  ///
  /// - Parameters:
  ///   - name: What reports and tokens call it.
  ///   - sharing: What the events share.
  ///   - run: Makes one run, with the driver's choices.
  package init(
    _ name: String, sharing: Sharing,
    running run:
      @escaping @Sendable (any ScheduleDriver, VirtualEventLoop.Limits, VirtualEventLoop.Recording) -> (
        verdict: Verdict, report: Report, record: ScheduleRecord?
      )
  ) {
    self.name = name
    self.sharing = sharing
    sometimes = []
    version = ""
    (outputs, origin) = (nil, nil)
    self.run = { driver, limits, recording in
      let (verdict, report, record) = run(driver, limits, recording)
      return SubjectRun(verdict: verdict, run: nil, report: report, record: record, countsSegments: true)
    }
  }

  /// How many events a run under the plain schedule takes.
  package var plainEventCount: Int { run(FIFOScheduler(), VirtualEventLoop.Limits(), .nothing).report.eventCount }

  /// The name, and the version behind a stroke.
  package var label: String { version.isEmpty ? name : "\(name)/\(version)" }
}

/// One run of a subject.
struct SubjectRun {
  let verdict: Verdict
  let run: StyleRun?
  let report: Report
  let record: ScheduleRecord?
  /// Whether a segment of a task is named by its number among the task's segments, and not by its descent.
  var countsSegments = false
}
