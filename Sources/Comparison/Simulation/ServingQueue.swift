// The calls that the API works on, and those that wait because it is at its capacity.

import EventLoops

/// The calls that an API of bounded capacity works on, and those that wait.
///
/// All pipelines of a run share one. Without a capacity no call waits.
struct ServingQueue: Sendable {
  private struct State {
    var busy = 0
    var waiting: [SimulatedCall] = []
    /// How many of the waiting calls, from the front, have been served.
    var passed = 0

    /// The next call that waits.
    mutating func popFirst() -> SimulatedCall? {
      guard passed < waiting.count else { return nil }
      passed += 1
      let call = waiting[passed - 1]
      // Given back in one piece, so that serving a call takes O(1) amortised.
      if passed == waiting.count { (waiting, passed) = ([], 0) }
      return call
    }
  }

  private let capacity: Int
  private let state: LoopConfined<State>?

  /// - Parameter capacity: How many calls are worked on at once; nil for any number.
  init(capacity: Int?, on loop: any EventLoop) {
    self.capacity = capacity ?? .max
    state = capacity.map { _ in LoopConfined(State(), on: loop) }
  }

  /// Releases the calls that wait, and know the queue: the run is over.
  func close() {
    guard let state else { return }
    while let call = state.withValue({ $0.popFirst() }) { call.drop() }
  }

  /// Begins to work on a call, or lets it wait until another one is done.
  func enter(_ call: SimulatedCall) {
    guard let state else { return call.serve() }
    let isFree = state.withValue { state in
      guard state.busy < capacity else {
        state.waiting.append(call)
        return false
      }
      state.busy += 1
      return true
    }
    if isFree { call.serve() }
  }

  /// Ends the work on a call and begins with the next one that still wants it.
  func leave() {
    guard let state else { return }
    while let next = state.withValue({ $0.popFirst() }) {
      if next.isWanted { return next.serve() }
    }
    state.withValue { $0.busy -= 1 }
  }
}
