// A request of a client, which may begin and be cancelled on any thread.

import Callbacks
import EventLoops

/// The place of a request among those of its client. It belongs to the loop; `begin` and `stop` may be called on any
/// thread.
final class HTTPClientRequest: Sendable {
  private struct State {
    var fetch: HTTPFetch?
    var number: Int?
  }

  private let parts: HTTPClientParts
  private let state: LoopConfined<State>

  init(parts: HTTPClientParts) {
    self.parts = parts
    state = LoopConfined(State(), on: parts.loop)
  }

  /// Begins the request; one of a client that is closed is cancelled.
  func begin(_ fetch: HTTPFetch) {
    parts.onLoop("begin of a request") { [self] in
      guard let number = parts.add(fetch) else { return fetch.cancel() }
      state.value = State(fetch: fetch, number: number)
      fetch.begin()
    }
  }

  /// Cancels the request unless it has ended.
  func stop() {
    parts.onLoop("cancellation of a request") { [self] in
      state.withValue { $0.fetch.take() }?.cancel()
    }
  }

  /// Notes that the request has ended.
  func forget() {
    // Released outside of the access: what the request holds may use it when it goes.
    let ended = state.withValue { state in
      defer { state = State() }
      return state
    }
    if let number = ended.number { parts.remove(number) }
  }
}

/// The handle of a request.
struct CancellableRequest: Cancellable {
  let request: HTTPClientRequest
  let limit: ReplyLimit

  func cancel() {
    limit.callOff()
    request.stop()
  }
}
