// Running a version of a program under a plan, on a virtual loop or on any other.

package import Callbacks
public import EventLoops

extension ComparedProgram {
  /// Runs one version on a virtual loop of its own, to quiescence.
  ///
  /// - Parameters:
  ///   - version: The version to run.
  ///   - plan: What the world does to it.
  ///   - policy: How choices are made; from the plan's seed if it has one, or in plain order, unless given.
  ///   - limits: What stops a program that runs away.
  public func run(
    _ version: Version, under plan: Plan = Plan(), policy: SchedulingPolicy? = nil,
    limits: VirtualEventLoop.Limits = VirtualEventLoop.Limits()
  ) -> StyleRun {
    run(version, under: plan, on: loop(for: version, under: plan, policy, limits))
  }

  /// As `run(_:under:)`, and leaves nothing in memory: what still waits at the end is ended, once the run is read.
  package func runAlone(
    _ version: Version, under plan: Plan, limits: VirtualEventLoop.Limits = VirtualEventLoop.Limits()
  ) -> StyleRun {
    let loop = loop(for: version, under: plan, nil, limits)
    return run(version, under: plan, on: loop)
  }

  private func run(_ version: Version, under plan: Plan, on loop: VirtualEventLoop) -> StyleRun {
    let started = start(version, under: plan, on: loop)
    let run = started.run(report: loop.run())
    loop.abandonLeftovers()
    return run
  }

  private func loop(
    for version: Version, under plan: Plan, _ policy: SchedulingPolicy?, _ limits: VirtualEventLoop.Limits
  ) -> VirtualEventLoop {
    let loop = VirtualEventLoop(
      name: "\(name) (\(version.label))", policy: policy ?? plan.seed.map { .seeded($0) } ?? .fifo, limits: limits,
      capturing: capture)
    loop.catchTraps()
    return loop
  }

  /// Runs one version on a virtual loop of its own, to quiescence, and asks `driver` for every choice.
  ///
  /// - Parameters:
  ///   - version: The version to run.
  ///   - plan: What the world does to it.
  ///   - driver: Makes the loop's choices.
  ///   - limits: The limits that stop a program that does not end.
  ///   - recording: How much the loop keeps an account of besides the record for the driver.
  /// - Returns: The run, and the record of its events.
  package func run(
    _ version: Version, under plan: Plan, drivenBy driver: any ScheduleDriver,
    limits: VirtualEventLoop.Limits, recording: VirtualEventLoop.Recording = .leftovers
  ) -> (run: StyleRun, record: ScheduleRecord?) {
    let loop = VirtualEventLoop(
      name: name, policy: .driven, limits: limits, recording: recording, capturing: capture)
    loop.catchTraps()
    let started = start(version, under: plan, on: loop)
    let (report, record) = loop.run(drivenBy: driver)
    let run = started.run(report: report)
    loop.abandonLeftovers()
    return (run, record)
  }

  /// Starts one version on a loop that does not run yet. The caller runs the loop.
  ///
  ///     let loop = LiveEventLoop()
  ///     let started = program.start(version, on: loop)
  ///     let run = started.run(report: loop.run())
  ///
  /// - Parameters:
  ///   - version: The version to run.
  ///   - plan: What the world does to it.
  ///   - loop: The loop, virtual or live.
  ///   - transport: Answers the calls for real, in place of the plan.
  ///   - stream: The stream of a real session, in place of the plan's client.
  ///   - keepsEvents: Whether the run has the events at its end; without, it takes no memory for them, and the plan
  ///     must not cancel anything.
  ///   - observer: Called on the loop with each semantic event as it happens.
  package func start(
    _ version: Version, under plan: Plan = Plan(), on loop: any EventLoop, through transport: (any Transport)? = nil,
    over stream: (any ByteStream)? = nil, keepsEvents: Bool = true,
    observer: (@Sendable (SemanticEvent) -> Void)? = nil
  ) -> StartedProgram {
    let journal = Journal(on: loop, observer: observer, under: plan, keepsEvents: keepsEvents)
    let circumstances = RunCircumstances(
      on: loop, plan: plan, journal: journal, transport: transport, stream: stream, outputs: outputs,
      version: version.start)
    let labels = plan.pipelines > 1 ? labels.labels(of: plan.pipelines) : [name]
    let launches = (1...plan.pipelines).map { pipeline in
      Launch(
        ProgramContext(circumstances, pipeline: pipeline), labels[pipeline - 1],
        timeout: plan.timeout(of: pipeline), at: version.site)
    }
    journal.plan(plan.cancellations) { Self.request(cancellationOf: $0, in: launches, journal) }
    for launch in launches {
      let due = loop.now.advanced(by: plan.start(of: launch.pipeline))
      let site = SourceSite(fileID: #fileID, line: #line)
      _ = loop.arm("start of \(launch.label)", due: due, at: site) { launch.begin() }
    }
    for cancellation in plan.cancellations {
      guard case .at(let instant) = cancellation.moment else { continue }
      scheduleLast(on: loop, at: instant) { Self.request(cancellationOf: cancellation.pipeline, in: launches, journal) }
    }
    let pipelines = plan.pipelines
    return StartedProgram(
      version: version, pipelines: pipelines, isStarted: plan.start == .atOnce, journal: journal,
      queue: circumstances.queue
    ) {
      for pipeline in 1...pipelines { Self.request(cancellationOf: pipeline, in: launches, journal) }
    }
  }

  private static func request(cancellationOf pipeline: Int, in launches: [Launch], _ journal: Journal) {
    guard launches.indices.contains(pipeline - 1) else { return }
    journal.recordCancellation(of: pipeline) { launches[pipeline - 1].scope.cancel() }
  }

  /// Runs `body` at `instant`, after the events that are due then by the time the clock gets there.
  private func scheduleLast(on loop: any EventLoop, at instant: Instant, _ body: @escaping @Sendable () -> Void) {
    loop.schedule("cancellation", after: loop.now.duration(to: instant)) {
      loop.post("cancellation", body)
    }
  }
}

extension Launch {
  /// Starts the pipeline, and requests its cancellations whose moment is then.
  fileprivate func begin() {
    run.version?(self)
    let cancellations = run.plan.cancellations
    if cancellations.isEmpty { return }
    let loop = context.loop
    for case .racing(let instant) in cancellations.filter({ $0.pipeline == pipeline }).map(\.moment) {
      loop.schedule("cancellation", after: loop.now.duration(to: instant)) { requestCancellation() }
    }
    for cancellation in cancellations where cancellation == Cancellation(pipeline: pipeline, at: .beforeStart) {
      requestCancellation()
    }
  }

  /// Requests that the pipeline be cancelled.
  private func requestCancellation() {
    run.journal.recordCancellation(of: pipeline) { scope.cancel() }
  }
}
