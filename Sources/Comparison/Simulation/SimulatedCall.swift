// One call to the simulated API: from the request to its answer, or to its cancellation.

import Callbacks
import EventLoops

/// A call in flight. It answers its completion in a later event, once unless the plan says twice.
package struct SimulatedCall: Cancellable {
  /// What is known of a call when it is sent.
  struct Facts: Sendable {
    let name: String
    let request: String
    let circumstances: SimulatedAPI.Circumstances
    let behaviour: CallBehaviour
    /// The answer of a stub; nil for a call that answers with texts.
    let stubbed: StubbedAnswer?
    let latency: Duration
    let site: SourceSite
    let obligation: Obligation.ID
  }

  struct State: Sendable {
    /// What waits for the answer; kept after the first one only by an API that answers twice.
    var waiter: Waiter?
    var timer: ScheduledTimer?
    /// The work outside the loop.
    var work: (any Cancellable)?
    /// Whether the API works on the call.
    var isServed = false
    var remaining: Int
  }

  /// A completion: in an optional of its own, a function would be wrapped in another one at each call.
  struct Waiter: Sendable {
    let completion: Completion<String>
  }

  private let state: DescribedLoopConfined<State, Facts>
  private var facts: Facts { state.description }

  init(_ facts: consuming Facts, _ completion: @escaping Completion<String>) {
    let (loop, remaining) = (facts.circumstances.loop, facts.behaviour.deliveries)
    state = DescribedLoopConfined(
      State(waiter: Waiter(completion: completion), remaining: remaining), on: loop, described: consume facts)
  }

  /// Hands the call to the API.
  func send() {
    if facts.behaviour.isSynchronous, facts.circumstances.transport == nil, let prompt = facts.result {
      return deliver(prompt)
    }
    facts.circumstances.queue.enter(self)
  }

  /// Whether the caller still waits for the answer.
  var isWanted: Bool { state.withValue { $0.waiter != nil } }

  /// Releases the completion: the run is over, and no answer will come.
  func drop() {
    let waiting = state.withValue { $0.waiter.take() }
    // Released out here: that may run someone's deinitialiser, which must be free to touch the call.
    _ = waiting
  }

  /// Sets the answer on its way: the API works on the call from now on.
  func serve() {
    state.withValue { $0.isServed = true }
    if let transport = facts.circumstances.transport {
      let work = transport.begin(facts.name, facts.request) { deliver($0) }
      return state.withValue { $0.work = work }
    }
    guard facts.behaviour.answer != .never else { return facts.circumstances.journal.whenOver { drop() } }
    let loop = state.loop
    let timer = loop.schedule(
      "reply to \(callLabel(facts.name))", due: loop.now.advanced(by: facts.latency), at: facts.site
    ) {
      if let answer = facts.result { deliver(answer) }
    }
    state.withValue { $0.timer = timer }
  }

  /// Cancels the call: its answer will not come, and its completion fails with `CancellationError` in a later event.
  ///
  /// Does nothing once the call is answered.
  package func cancel() {
    let cancelled = state.withValue { state -> (State, Waiter)? in
      guard state.remaining == facts.behaviour.deliveries, let waiter = state.waiter.take() else { return nil }
      return (state, waiter)
    }
    guard let (now, waiter) = cancelled else { return }
    now.timer?.cancel()
    now.work?.cancel()
    state.loop.close(facts.obligation)
    state.loop.post("cancellation of \(callLabel(facts.name))") { waiter.completion(.failure(CancellationError())) }
    facts.circumstances.journal.record(
      .callCancelled(call: facts.name), pipeline: facts.circumstances.pipeline, at: facts.site)
    if now.isServed { facts.circumstances.queue.leave() }
  }

  /// Delivers the answer.
  private func deliver(_ answer: Result<String, any Error>) {
    let answered = state.withValue { state -> (waiter: Waiter, isServed: Bool, isOwedMore: Bool)? in
      guard let waiter = state.waiter else { return nil }
      state.remaining -= 1
      if state.remaining == 0 { state.waiter = nil }
      (state.timer, state.work) = (nil, nil)
      defer { state.isServed = false }
      return (waiter, state.isServed, state.remaining > 0)
    }
    guard let (waiter, isServed, isOwedMore) = answered else { return }
    state.loop.close(facts.obligation)
    if isServed { facts.circumstances.queue.leave() }
    if isOwedMore { state.loop.post("second reply to \(callLabel(facts.name))") { deliver(answer) } }
    let kind: SemanticEvent.Kind =
      switch answer {
      case .success(let reply): .replied(call: facts.name, reply: reply)
      case .failure(let error): .failed(call: facts.name, error: "\(error)")
      }
    facts.circumstances.journal.record(kind, pipeline: facts.circumstances.pipeline, at: facts.site)
    waiter.completion(answer)
  }
}

extension SimulatedCall.Facts {
  /// The result of the call; nil if it is never answered.
  fileprivate var result: Result<String, any Error>? {
    switch behaviour.answer {
    case .returns(let reply): stubbed?.result ?? .success(reply)
    case .fails(let error): .failure(stubbed?.failure(error) ?? error)
    case .never: nil
    }
  }
}
