// The context of a compared program: its loop, the API, and the functions that report its events.

package import Callbacks
public import EventLoops

/// The context in which a compared program runs, in any style.
public struct ProgramContext: Sendable {
  /// The API that the program calls.
  public let api: SimulatedAPI

  /// A context for one pipeline of a run under `plan`.
  package init(on loop: any EventLoop, plan: Plan, journal: Journal, pipeline: Int = 1) {
    self.init(RunCircumstances(on: loop, plan: plan, journal: journal), pipeline: pipeline)
  }

  /// A context for one pipeline of a run.
  init(_ run: RunCircumstances, pipeline: Int) {
    api = SimulatedAPI(run, pipeline: pipeline)
  }

  /// The loop on which everything of the program runs.
  public var loop: any EventLoop { api.loop }

  /// The request of the pipeline.
  public var request: String { api.circumstances.run.plan.request }

  private var journal: Journal { api.journal }
  private var pipeline: Int { api.pipeline }

  /// The wait graph. A program that declares its holders and waiters here gets cycles of waits named.
  package var waits: WaitGraph { journal.waits }

  /// The value of one of the program's settings in this run.
  package subscript<Value>(_ setting: ProgramSetting<Value>) -> Value {
    @_specialize(where Value == Int)
    get { setting.value(in: api.circumstances.run.plan.settings) }
  }

  /// State that the program's events share, under a name: the page of a failure shows its changes.
  public func shared<Value>(
    _ name: String, _ value: Value, shownAs text: (@Sendable (Value) -> String)? = nil
  ) -> SharedState<Value> {
    SharedState(name, value, on: loop, shownAs: text)
  }

  /// Has `body` called when the run is over and its report is made: to release what still waits there.
  ///
  /// Needed only where waiters and the objects that they wait for retain each other: they would stay in memory after each run.
  package func whenOver(_ body: @escaping @Sendable () -> Void) { journal.whenOver(body) }

  /// Accepts the session: over the stream that the program was started with, or else with
  /// the plan's client, which starts to follow its script now.
  package func accept() -> any ByteStream {
    if let stream = api.circumstances.run.stream { return stream }
    let client = SimulatedClient(on: loop, api.circumstances.run.plan.client, journal: journal, pipeline: pipeline)
    client.begin()
    journal.whenOver { client.forgetSession() }
    return client
  }

  /// The program's own work between two calls: makes the next request, or after the last call the result, of a reply.
  ///
  /// - Throws: `StepError` if the plan says that this step fails.
  public func step(
    _ number: Int, _ reply: String, fileID: StaticString = #fileID, line: UInt = #line
  ) throws -> String {
    let site = SourceSite(fileID: fileID, line: line)
    let behaviour = api.circumstances.run.plan.steps[number]
    if case .throwsError(let reason) = behaviour {
      let error = StepError(reason: reason)
      journal.record(.stepThrew(number, error: "\(error)"), pipeline: pipeline, at: site)
      throw error
    }
    api.circumstances.record(.step(number), at: site)
    if case .makes(let value) = behaviour { return value }
    return reply
  }

  /// Says where in the code an error was caught: `in the completion of call 2`.
  public func caught(
    _ error: any Error, _ place: String, fileID: StaticString = #fileID, line: UInt = #line
  ) {
    let site = SourceSite(fileID: fileID, line: line)
    journal.record(.caught(place: place, isCancellation: error is CancellationError), pipeline: pipeline, at: site)
  }

  /// The value that replaces the failure of a call; throws the error on if the plan has none, or for a cancellation.
  public func recovery(
    of call: CallName, from error: any Error, fileID: StaticString = #fileID, line: UInt = #line
  ) throws -> String {
    let recoveries = api.circumstances.run.plan.recoveries
    guard !(error is CancellationError), let value = recoveries[call.text] else { throw error }
    let site = SourceSite(fileID: fileID, line: line)
    journal.record(.recovered(call: call.text, value: value), pipeline: pipeline, at: site)
    return value
  }

  /// Says that the run has come to a situation, for a test that wants to be sure that some run does.
  ///
  /// It is no event: nothing that is shown of the run has it. In an exploration, `Oracle.sometimes` with this name holds if
  /// some run says so.
  ///
  /// - Parameter situation: The situation, in a few words.
  public func reached(_ situation: String) { journal.reach(situation) }

  /// Says something of the program's own.
  public func note(_ text: String, fileID: StaticString = #fileID, line: UInt = #line) {
    let site = SourceSite(fileID: fileID, line: line)
    journal.record(.note(text), pipeline: pipeline, at: site)
  }
}
