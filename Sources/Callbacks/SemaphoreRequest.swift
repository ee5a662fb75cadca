// A request for a permit of a semaphore, from the call of `acquire` to the call of its completion.

import EventLoops

/// A request for a permit: waiting, granted but not yet delivered, or delivered.
struct SemaphoreRequest: Cancellable {
  private struct State {
    var phase = Phase.asking
    var completion: Completion<Void>?
    /// The step of a recorded run that asked for the permit, or -1.
    var request = -1
  }

  private enum Phase {
    case asking
    /// In line, at a place.
    case waiting(Int)
    /// Has a permit, and its completion is about to be called.
    case granted
    /// Was cancelled, and its completion is about to be called.
    case cancelled
    case over
  }

  /// Where the permit was asked for.
  let site: SourceSite
  private let semaphore: Semaphore
  private let obligation: Obligation.ID
  private let state: LoopConfined<State>

  init(
    of semaphore: Semaphore, owed obligation: Obligation.ID, at site: SourceSite, requestedIn request: Int,
    _ completion: @escaping Completion<Void>
  ) {
    self.semaphore = semaphore
    self.obligation = obligation
    self.site = site
    state = LoopConfined(State(completion: completion, request: request), on: semaphore.loop)
  }

  /// Notes the place in line.
  func wait(at place: Int) {
    state.withValueUnobserved { $0.phase = .waiting(place) }
  }

  /// Takes a permit over.
  ///
  /// - Parameters:
  ///   - name: The name of the event in the record of a driven loop.
  ///   - release: The step that gave the permit back, or -1.
  func grant(named name: UInt64, releasedBy release: Int) {
    let request = state.withValueUnobserved { state in
      state.phase = .granted
      return state.request
    }
    guard name != 0, let loop = state.loop as? VirtualEventLoop else { return post("acquire \(semaphore.name)") }
    loop.post("acquire \(semaphore.name)", at: site, named: name, enabledBy: (request, release)) { call() }
  }

  /// Leaves the queue. If a permit was granted but not yet delivered, the permit goes to the next waiter.
  func cancel() {
    guard state.loop.isCurrent else {
      let label = "cancellation of acquire \(semaphore.name)"
      return state.loop.handOver(label, at: site, of: obligation) { cancelNow() }
    }
    cancelNow()
  }

  private func cancelNow() {
    semaphore.noteAccess(toLine: true, toPermits: true)
    let phase = state.withValue { state in
      defer {
        switch state.phase {
        case .waiting, .granted: state.phase = .cancelled
        case .asking, .cancelled, .over: break
        }
      }
      return state.phase
    }
    switch phase {
    case .waiting(let place):
      semaphore.leave(place)
      post("cancellation of acquire \(semaphore.name)")
    case .granted:
      semaphore.release()
    case .asking, .cancelled, .over:
      break
    }
  }

  private func post(_ label: @autoclosure () -> String) {
    state.loop.post(label(), at: site) { call() }
  }

  /// Calls the completion with the result of the request.
  private func call() {
    let (phase, completion) = state.withValue { state in
      defer { state = State(phase: .over, completion: nil) }
      return (state.phase, state.completion)
    }
    state.loop.close(obligation)
    if case .cancelled = phase { completion?(.failure(CancellationError())) } else { completion?(.success(())) }
  }
}
