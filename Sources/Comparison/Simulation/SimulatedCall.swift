// One call to the simulated API: from the request to its answer, or to its cancellation.

import Callbacks
import EventLoops

/// A call in flight. It answers its completion in a later event, once unless the plan says twice.
package struct SimulatedCall: Cancellable {
  struct State: Sendable {
    let name: String
    let request: String
    let circumstances: SimulatedAPI.Circumstances
    let behaviour: CallBehaviour
    /// The answer of a stub; nil for a call that answers with texts.
    let stubbed: StubbedAnswer?
    let latency: Duration
    let site: SourceSite
    /// The completion to call; kept after the first answer only by an API that answers twice.
    var completion: Completion<String>?
    var timer: ScheduledTimer?
    /// The work outside the loop.
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
    let (circumstances, prompt) = state.withValue { state in
      let isPrompt = state.behaviour.isSynchronous && state.circumstances.transport == nil
      return (state.circumstances, isPrompt ? state.result : nil)
    }
    if let prompt { return deliver(prompt) }
    circumstances.queue.enter(self)
  }

  /// Whether the caller still waits for the answer.
  var isWanted: Bool { state.withValue { $0.completion != nil } }

  /// Releases the completion: the run is over, and no answer will come.
  func drop() {
    let waiting = state.withValue { $0.completion.take() }
    // Released out here: that may run someone's deinitialiser, which must be free to touch the call.
    _ = waiting
  }

  /// Sets the answer on its way: the API works on the call from now on.
  func serve() {
    let (transport, latency, site, isAnswered) = state.withValue { state in
      state.isServed = true
      return (state.circumstances.transport, state.latency, state.site, state.behaviour.answer != .never)
    }
    if let transport {
      let (name, request) = state.withValue { ($0.name, $0.request) }
      let work = transport.begin(name, request) { deliver($0) }
      return state.withValue { $0.work = work }
    }
    guard isAnswered else { return state.value.circumstances.journal.whenOver { drop() } }
    let loop = state.loop
    let timer = loop.schedule(
      "reply to \(callLabel(state.value.name))", due: loop.now.advanced(by: latency), at: site
    ) {
      if let answer = state.withValue({ $0.result }) { deliver(answer) }
    }
    state.withValue { $0.timer = timer }
  }

  /// Cancels the call: its answer will not come, and its completion fails with `CancellationError` in a later event.
  ///
  /// Does nothing once the call is answered.
  package func cancel() {
    let cancelled = state.withValue { state -> (State, Completion<String>)? in
      // The whole state is copied: cancellations are rare.
      guard state.remaining == state.behaviour.deliveries, let completion = state.completion.take() else { return nil }
      return (state, completion)
    }
    guard let (now, completion) = cancelled else { return }
    now.timer?.cancel()
    now.work?.cancel()
    state.loop.close(now.obligation)
    state.loop.post("cancellation of \(callLabel(now.name))") { completion(.failure(CancellationError())) }
    now.circumstances.journal.record(
      .callCancelled(call: now.name), pipeline: now.circumstances.pipeline, at: now.site)
    if now.isServed { now.circumstances.queue.leave() }
  }

  /// Delivers the answer.
  private func deliver(_ answer: Result<String, any Error>) {
    let answered = state.withValue { state -> Answered? in
      guard let completion = state.completion else { return nil }
      state.remaining -= 1
      if state.remaining == 0 { state.completion = nil }
      (state.timer, state.work) = (nil, nil)
      defer { state.isServed = false }
      return Answered(
        name: state.name, circumstances: state.circumstances, site: state.site, isServed: state.isServed,
        isOwedMore: state.remaining > 0, obligation: state.obligation, completion: completion)
    }
    guard let now = answered else { return }
    state.loop.close(now.obligation)
    if now.isServed { now.circumstances.queue.leave() }
    if now.isOwedMore { state.loop.post("second reply to \(callLabel(now.name))") { deliver(answer) } }
    let (journal, pipeline) = (now.circumstances.journal, now.circumstances.pipeline)
    switch answer {
    case .success(let reply): journal.record(.replied(call: now.name, reply: reply), pipeline: pipeline, at: now.site)
    case .failure(let error):
      journal.record(.failed(call: now.name, error: "\(error)"), pipeline: pipeline, at: now.site)
    }
    now.completion(answer)
  }

  /// The state that an answered call still needs.
  private struct Answered {
    let name: String
    let circumstances: SimulatedAPI.Circumstances
    let site: SourceSite
    let isServed: Bool
    let isOwedMore: Bool
    let obligation: Obligation.ID
    let completion: Completion<String>
  }
}

extension SimulatedCall.State {
  /// The result of the call; nil if it is never answered.
  fileprivate var result: Result<String, any Error>? {
    switch behaviour.answer {
    case .returns(let reply): stubbed?.result ?? .success(reply)
    case .fails(let error): .failure(stubbed?.failure(error) ?? error)
    case .never: nil
    }
  }
}
