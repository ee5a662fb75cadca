// The record of a run's semantic events, and the moments at which the plan interferes.

package import EventLoops

/// The semantic events of one run, in the order in which they happened.
///
/// A plan may ask for a cancellation just before or after an event; it is requested inside the call that records the
/// event, so that it lands exactly there, whatever else is ready.
///
/// An object, since every part of a run that notes something in it has it.
package final class Journal: Sendable {
  private struct State {
    var events: [SemanticEvent] = []
    /// The situations that the program says the run has come to.
    var reached: [String] = []
    var evidence = RunEvidence()
    /// Cancellations that wait for their moment.
    var pending: [Cancellation] = []
    /// What cancels a pipeline, by number.
    var cancel: (@Sendable (Int) -> Void)?
    /// The cleanups to run when the run is over.
    var takeDowns: [@Sendable () -> Void] = []
    /// How often each pipeline has sent the calls of which the attempts count.
    var attempts: [PipelineCall: Int] = [:]
    /// A text, and how it is quoted: pipelines often end alike.
    var quotation = (text: "", quoted: "\"\"")
  }

  private let state: LoopConfined<State>
  /// The name under which its lines count as shared state; 0 where accesses are not recorded.
  private let name: UInt64
  /// The wait graph, as far as the program declares it.
  let waits: WaitGraph
  private let observer: (@Sendable (SemanticEvent) -> Void)?
  /// The loop, if it counts what is posted.
  private let counter: VirtualEventLoop?
  /// Whether cancellations wait for their moments, or an observer for events.
  private let isWatched: Bool
  /// Whether sends and replies are accesses to what a cancellation changes: a run without cancellations has only the one kind, and
  /// a run that is recorded in full has them for its token.
  private let isCancellable: Bool
  /// For how many events to take memory with the first one.
  private let expectedCount: Int
  /// Whether the events are kept.
  private let keepsEvents: Bool

  /// An empty journal of what happens on `loop`.
  ///
  /// - Parameters:
  ///   - loop: The loop whose instants the events get.
  ///   - observer: Called with each event as it happens.
  ///   - plan: The plan of the run.
  ///   - keepsEvents: Whether the events are kept. A server that runs a program for each client does without: a client
  ///     could send queries until they fill the memory.
  package init(
    on loop: any EventLoop, observer: (@Sendable (SemanticEvent) -> Void)? = nil, under plan: borrowing Plan = Plan(),
    keepsEvents: Bool = true
  ) {
    self.observer = observer
    self.keepsEvents = keepsEvents
    isWatched = !plan.cancellations.isEmpty || observer != nil || !keepsEvents
    expectedCount = 20 + 12 * min(plan.pipelines, 50)
    counter = loop as? VirtualEventLoop
    isCancellable = isWatched || counter?.recording == .everything
    state = LoopConfined(observing: State(), on: loop)
    name = loop.nameNewState()
    waits = WaitGraph(on: loop)
  }

  /// The situations so far that the program says the run has come to, each once.
  var reached: [String] { state.withValue { $0.reached } }

  /// Notes that the run has come to a situation.
  func reach(_ situation: String) {
    state.withValue { if !$0.reached.contains(situation) { $0.reached.append(situation) } }
  }

  /// The events so far.
  package var events: [SemanticEvent] { state.withValue { $0.events } }

  /// What was noted besides.
  var evidence: RunEvidence { state.withValue { $0.evidence } }

  /// Records that something happened now to a pipeline.
  ///
  /// - Parameters:
  ///   - kind: What happened.
  ///   - pipeline: To which pipeline, counted from 1.
  ///   - site: The line of the program that it comes from.
  package func record(_ kind: consuming SemanticEvent.Kind, pipeline: Int, at site: SourceSite? = nil) {
    if isWatched { return recordWatched(kind, pipeline, site) }
    let access = access(by: kind, pipeline)
    add(kind, pipeline, site, noting: access)
  }

  /// Records an event that may be the moment of a cancellation, or that an observer waits for, or that is not kept.
  @inline(never)
  private func recordWatched(_ kind: SemanticEvent.Kind, _ pipeline: Int, _ site: SourceSite?) {
    let access = access(by: kind, pipeline)
    if access.state != 0 { counter?.noteAccess(to: access.state, writes: access.writes) }
    interfere { $0.isBefore(kind, number: $1, pipeline: pipeline) }
    guard keepsEvents else {
      observer?(event(kind, pipeline, site, noting: (0, false), keeping: 0).event)
      return
    }
    let number = add(kind, pipeline, site, noting: (0, false))
    if let observer { observer(events[number]) }
    interfere { moment, _ in moment.isAfter(kind, number: number, pipeline: pipeline) }
  }

  /// Adds an event that happens now, and returns its number.
  @inline(__always)
  @discardableResult
  private func add(
    _ kind: consuming SemanticEvent.Kind, _ pipeline: Int, _ site: SourceSite?, noting access: Access
  ) -> Int {
    let bytes = kind.textBytes
    let (event, isInEvent) = event(kind, pipeline, site, noting: access, keeping: bytes)
    return state.withValueUnobserved(inEvent: isInEvent, giving: event) { state, event in
      if state.events.isEmpty { state.events.reserveCapacity(expectedCount) }
      state.events.append(event)
      return state.events.count - 1
    }
  }

  /// An event that happens now, and whether the caller is in an event of the loop.
  ///
  /// - Parameters:
  ///   - access: Which access to shared state it is, if that is still to be noted.
  ///   - bytes: How much text the loop is to note as kept.
  @inline(__always)
  private func event(
    _ kind: consuming SemanticEvent.Kind, _ pipeline: Int, _ site: SourceSite?, noting access: Access,
    keeping bytes: Int
  ) -> (event: SemanticEvent, isInEvent: Bool) {
    let moment: VirtualEventLoop.Moment =
      counter?.moment(noting: access.state, writes: access.writes, keeping: bytes)
      ?? (state.loop.now, state.loop.eventCount, 0, state.loop.isCurrent)
    let event = SemanticEvent(
      instant: moment.instant, pipeline: pipeline, kind: consume kind, turn: moment.turn, site: site,
      posts: moment.posts)
    return (event, moment.isInEvent)
  }

  /// Records that a cancellation is requested, carries it out, and notes what that set off.
  func recordCancellation(of pipeline: Int, _ carryOut: () -> Void) {
    record(.cancelRequested, pipeline: pipeline)
    let (events, posts) = (state.withValue { $0.events.count }, counter?.postCount ?? 0)
    carryOut()
    state.withValue { state in
      state.evidence.cancellations.append(
        RunEvidence.CarriedOut(
          pipeline: pipeline, request: events - 1, events: events..<state.events.count,
          posts: posts..<(counter?.postCount ?? posts)))
    }
  }

  /// A text in quotes, which is made once for several pipelines that end alike.
  func quote(_ text: String) -> String {
    guard state.loop.isCurrent else { return quoted(text) }
    return state.withValueUnobserved(inEvent: true) { state in
      if state.quotation.text != text { state.quotation = (text, quoted(text)) }
      return state.quotation.quoted
    }
  }

  /// Notes that a time limit ended a pipeline.
  func noteLimit(of pipeline: Int, isOfPlan: Bool) {
    let limit = RunEvidence.Limit(pipeline: pipeline, instant: state.loop.now, isOfPlan: isOfPlan)
    state.withValue { $0.evidence.limits.append(limit) }
  }

  /// Notes that the event which is posted next ends a job that nothing stops.
  func noteJob() {
    guard let job = counter?.postCount else { return }
    state.withValue { $0.evidence.jobs.append(job) }
  }

  /// Counts one more send of a call, and returns its ordinal, from 1.
  func countSending(of call: String) -> Int {
    if name != 0 { counter?.noteAccess(to: name &+ 8, writes: true) }
    return 1 + events.count { if case .sent(call, _) = $0.kind { true } else { false } }
  }

  /// Counts an attempt, and returns its number, counted from 1 for each pipeline.
  ///
  /// - Parameter call: The call that is about to be sent, and by which pipeline.
  func countAttempt(at call: PipelineCall) -> Int {
    if name != 0 { counter?.noteAccess(to: base(of: call.pipeline) &+ 8, writes: true) }
    return state.withValue { state in
      state.attempts[call, default: 0] += 1
      return state.attempts[call, default: 0]
    }
  }

  /// The name under which what one pipeline does counts as shared state.
  private func base(of pipeline: Int) -> UInt64 { name &+ UInt64(pipeline) &* 0x9E37_79B9_7F4A_7C00 }

  /// An access to shared state by its name; 0 for none.
  private typealias Access = (state: UInt64, writes: Bool)

  /// Declares which order of events the journal shows: the order of a pipeline's own notes, the order of its
  /// results, and its sends and replies relative to a cancellation. All other events may change places unobserved.
  @inline(__always)
  private func access(by kind: borrowing SemanticEvent.Kind, _ pipeline: Int) -> Access {
    if name == 0 { return (0, false) }
    let base = base(of: pipeline)
    return switch kind {
    case .note: (base &+ 2, true)
    case .finished, .finishedAgain: (base &+ 4, true)
    case .cancelRequested: (base &+ 6, true)
    case .sent, .replied, .callRefused, .callCancelled:
      isCancellable ? (base &+ 6, false) : (ScheduleRecord.effect, false)
    case .failed, .step, .stepThrew, .caught, .recovered: (0, false)
    }
  }

  /// Takes on the plan's cancellations and what carries them out.
  func plan(_ cancellations: [Cancellation], cancel: @escaping @Sendable (Int) -> Void) {
    if cancellations.isEmpty { return }
    state.withValue { state in
      state.pending = cancellations
      state.cancel = cancel
    }
  }

  /// Has `body` called when the run is over and its report is made.
  func whenOver(_ body: @escaping @Sendable () -> Void) {
    state.withValue { $0.takeDowns.append(body) }
  }

  /// Releases what carries cancellations out, which knows the journal, and takes down what is left: the run is over.
  func close() {
    let takeDowns = state.withValue { state in
      state.cancel = nil
      defer { state.takeDowns = [] }
      return state.takeDowns
    }
    for takeDown in takeDowns { takeDown() }
  }

  /// Requests the pending cancellations whose moment has come.
  private func interfere(_ isNow: (Cancellation, Int) -> Bool) {
    if state.withValue({ $0.pending.isEmpty }) { return }
    let (due, cancel) = state.withValue { state in
      let number = state.events.count
      let due = state.pending.filter { isNow($0, number) }
      state.pending.removeAll { isNow($0, number) }
      return (due, state.cancel)
    }
    for cancellation in due { cancel?(cancellation.pipeline) }
  }
}

extension Cancellation {
  /// Whether the cancellation is to be requested just before this event, the run's `number`-th.
  fileprivate func isBefore(_ kind: SemanticEvent.Kind, number: Int, pipeline: Int) -> Bool {
    moment == .event(number, .before)
  }

  /// Whether the cancellation is to be requested just after this event, the run's `number`-th.
  fileprivate func isAfter(_ kind: SemanticEvent.Kind, number: Int, pipeline: Int) -> Bool {
    switch (moment, kind) {
    case (.event(number, .after), _): true
    case (.onSent(let call), .sent(let sent, _)): pipeline == self.pipeline && call == sent
    case (.onReply(let call), .replied(let answered, _)), (.onReply(let call), .failed(let answered, _)):
      pipeline == self.pipeline && call == answered
    case (.afterFinish, .finished): pipeline == self.pipeline
    default: false
    }
  }
}
