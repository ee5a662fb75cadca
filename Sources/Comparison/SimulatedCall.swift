// One call to the simulated API: from the request to its answer, or to its cancellation.

public import Callbacks
import EventLoops

/// A call in flight. It answers its completion in a later event, once unless the plan says twice.
public struct SimulatedCall: Cancellable {
  struct State: Sendable {
    let name: String
    let request: String
    let pipeline: Int
    let journal: Journal
    let queue: ServingQueue
    /// Who answers for real; nobody where the plan does.
    let transport: (any Transport)?
    let behaviour: CallBehaviour
    let latency: Duration
    let site: SourceSite
    /// Whom to answer; kept after the first answer only by an API that answers twice.
    var completion: Completion<String>?
    var timer: ScheduledTimer?
    /// What goes on outside of the loop.
    var work: (any Cancellable)?
    /// Whether the API works on the call.
    var isServed = false
    var remaining: Int
    var obligation: Obligation.ID
  }

  private let state: LoopConfined<State>

  init(_ state: State, on loop: any EventLoop) {
    self.state = LoopConfined(state, on: loop)
  }

  /// Hands the call to the API.
  func send() {
    let now = state.value
    if now.behaviour.isSynchronous, now.transport == nil, let answer = now.behaviour.result { return deliver(answer) }
    state.value.queue.enter(self)
  }

  /// Whether somebody still waits for the answer.
  var isWanted: Bool { state.withValue { $0.completion != nil } }

  /// Sets the answer on its way: the API works on the call from now on.
  func serve() {
    let now = state.withValue { state in
      state.isServed = true
      return state
    }
    if let transport = now.transport {
      let work = transport.begin(now.name, now.request) { deliver($0) }
      return state.withValue { $0.work = work }
    }
    guard let answer = now.behaviour.result else { return }
    let loop = state.loop
    let timer = loop.schedule(
      "reply to \(callLabel(now.name))", due: loop.now.advanced(by: now.latency), at: now.site
    ) {
      deliver(answer)
    }
    state.withValue { $0.timer = timer }
  }

  /// Calls the call off: its answer will not come, and its completion fails with `CancellationError` in a later event.
  ///
  /// Does nothing once the call is answered.
  public func cancel() {
    let cancelled = state.withValue { state -> (State, Completion<String>)? in
      guard state.remaining == state.behaviour.deliveries, let completion = state.completion.take() else { return nil }
      return (state, completion)
    }
    guard let (now, completion) = cancelled else { return }
    now.timer?.cancel()
    now.work?.cancel()
    state.loop.close(now.obligation)
    state.loop.post("cancellation of \(callLabel(now.name))") { completion(.failure(CancellationError())) }
    now.journal.record(.callCancelled(call: now.name), pipeline: now.pipeline, at: now.site)
    if now.isServed { now.queue.leave() }
  }

  /// Delivers the answer.
  private func deliver(_ answer: Result<String, any Error>) {
    let answered = state.withValue { state -> (State, Completion<String>)? in
      guard let completion = state.completion else { return nil }
      state.remaining -= 1
      if state.remaining == 0 { state.completion = nil }
      (state.timer, state.work) = (nil, nil)
      defer { state.isServed = false }
      return (state, completion)
    }
    guard let (now, completion) = answered else { return }
    state.loop.close(now.obligation)
    if now.isServed { now.queue.leave() }
    if now.remaining > 0 { state.loop.post("second reply to \(callLabel(now.name))") { deliver(answer) } }
    switch answer {
    case .success(let reply):
      now.journal.record(.replied(call: now.name, reply: reply), pipeline: now.pipeline, at: now.site)
    case .failure(let error):
      now.journal.record(.failed(call: now.name, error: "\(error)"), pipeline: now.pipeline, at: now.site)
    }
    completion(answer)
  }
}

extension CallBehaviour {
  /// What the call comes back with; nil if it never does.
  fileprivate var result: Result<String, any Error>? {
    switch answer {
    case .returns(let reply): .success(reply)
    case .fails(let error): .failure(error)
    case .never: nil
    }
  }
}
