// One call to the simulated API: from the request to its answer, or to its cancellation.

import Callbacks
import EventLoops

/// A call in flight. It answers its completion in a later event, once unless the plan says twice.
package struct SimulatedCall: Cancellable {
  /// What is known of a call when it is sent.
  struct Facts: Sendable {
    let call: CallName
    let request: String
    let circumstances: SimulatedAPI.Circumstances
    /// How the API treats the call; nil if it answers with the request, once, after the latency of all calls of the run.
    let treatment: Treatment?
    let site: SourceSite
    let obligation: Obligation.ID

    var run: RunCircumstances { circumstances.run }
    /// How often the answer is delivered.
    var deliveries: Int { treatment?.deliveries ?? 1 }
  }

  /// How the API treats a call: an object, since most calls have none of their own.
  final class Treatment: Sendable {
    let answer: CallBehaviour.Answer
    /// The answer of a stub; nil for a call that answers with texts.
    let stubbed: StubbedAnswer?
    let latency: Duration
    /// How often the answer is delivered.
    let deliveries: Int
    /// Whether it is delivered before the call returns to its caller.
    let isSynchronous: Bool

    init(
      answer: CallBehaviour.Answer, _ stubbed: StubbedAnswer?, latency: Duration, deliveries: Int = 1,
      isSynchronous: Bool = false
    ) {
      (self.answer, self.stubbed, self.latency) = (answer, stubbed, latency)
      (self.deliveries, self.isSynchronous) = (deliveries, isSynchronous)
    }
  }

  /// The work of a call outside the loop.
  final class Work: Sendable {
    let handle: any Cancellable

    init(_ handle: any Cancellable) { self.handle = handle }
  }

  struct State: Sendable {
    /// What waits for the answer; kept after the first one only by an API that answers twice.
    var waiter: Waiter?
    /// The loop's own name for the timer of the answer.
    var timer: Ticket?
    /// The work outside the loop: in an object of its own, since hardly any call has some.
    var work: Work?
    /// Whether the API works on the call.
    var isServed = false
    var remaining: Int32

    /// Notes that the API works on the call, and the timer of the answer.
    mutating func begin(_ timer: Ticket) {
      isServed = true
      self.timer = timer
    }
  }

  /// What waits for the answer: in a type of its own, since a function in an optional would be wrapped in another one at
  /// each call.
  enum Waiter: Sendable {
    case completion(Completion<String>)
    case handlers(SuccessHandler<String>, FailureHandler)

    consuming func resume(with answer: Result<String, any Error>) {
      switch consume self {
      case .completion(let completion): completion(answer)
      case .handlers(let success, let failure):
        switch answer {
        case .success(let reply): success(reply)
        case .failure(let error): failure(error)
        }
      }
    }
  }

  private let state: DescribedLoopConfined<State, Facts>
  private var facts: Facts { state.description }

  init(_ facts: consuming Facts, _ waiter: consuming Waiter, on loop: any EventLoop) {
    let remaining = Int32(clamping: facts.deliveries)
    state = DescribedLoopConfined(
      State(waiter: consume waiter, remaining: remaining), on: loop, described: consume facts)
  }

  /// Hands the call to the API.
  func send() {
    if facts.treatment?.isSynchronous == true, !facts.run.isReal, let prompt = facts.result {
      return deliver(prompt)
    }
    facts.run.queue.enter(self)
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
    if facts.run.isReal, let transport = facts.run.transport {
      state.withValue { $0.isServed = true }
      let work = transport.begin(facts.name, facts.request) { deliver($0) }
      return state.withValue { $0.work = Work(work) }
    }
    if case .never? = facts.treatment?.answer {
      state.withValue { $0.isServed = true }
      return facts.run.journal.whenOver { drop() }
    }
    let latency = facts.treatment?.latency ?? facts.run.onlyLatency ?? .zero
    let timer = state.loop.arm(
      facts.call.replyLabel, due: state.loop.now.advanced(by: latency), at: facts.site
    ) {
      if let answer = facts.result { deliver(answer) }
    }
    // One access for both: each is noted in a driven loop.
    state.withValue { $0.begin(timer) }
  }

  /// Cancels the call: its answer will not come, and its completion fails with `CancellationError` in a later event.
  ///
  /// Does nothing once the call is answered.
  package func cancel() {
    let cancelled = state.withValue { state -> (State, Waiter)? in
      guard state.remaining == Int32(clamping: facts.deliveries), let waiter = state.waiter.take() else { return nil }
      return (state, waiter)
    }
    guard let (now, waiter) = cancelled else { return }
    if let timer = now.timer { _ = state.loop.cancelTimer(timer) }
    now.work?.handle.cancel()
    state.loop.close(facts.obligation)
    state.loop.post("cancellation of \(callLabel(facts.name))") { waiter.resume(with: .failure(CancellationError())) }
    facts.circumstances.record(.callCancelled(call: facts.name), at: facts.site)
    if now.isServed { facts.run.queue.leave() }
  }

  /// Delivers the answer.
  private func deliver(_ answer: Result<String, any Error>) {
    // Taken out of the state, and not returned in an optional, which would be copied.
    var waiter: Waiter?
    let (isServed, isOwedMore) = state.withValue { state in
      guard state.waiter != nil else { return (false, false) }
      state.remaining -= 1
      let isOwedMore = state.remaining > 0
      waiter = isOwedMore ? state.waiter : state.waiter.take()
      state.timer = nil
      if facts.run.isReal { state.work = nil }
      defer { state.isServed = false }
      return (state.isServed, isOwedMore)
    }
    guard let waiter = waiter.take() else { return }
    state.loop.close(facts.obligation)
    if isServed { facts.run.queue.leave() }
    if isOwedMore { state.loop.post("second reply to \(callLabel(facts.name))") { deliver(answer) } }
    let kind: SemanticEvent.Kind =
      switch answer {
      case .success(let reply): .replied(call: facts.name, reply: reply)
      case .failure(let error): .failed(call: facts.name, error: "\(error)")
      }
    state.description.circumstances.record(kind, at: facts.site)
    waiter.resume(with: answer)
  }
}

extension SimulatedCall.Facts {
  fileprivate var name: String { call.text }

  /// The result of the call; nil if it is never answered.
  fileprivate var result: Result<String, any Error>? {
    guard let treatment else { return .success(request) }
    return switch treatment.answer {
    case .returns(let reply): treatment.stubbed?.result ?? .success(reply)
    case .fails(let error): .failure(treatment.stubbed?.failure(error) ?? error)
    case .never: nil
    }
  }
}
