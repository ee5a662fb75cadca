// One handle for an operation that is made of several calls, one after another.

public import EventLoops

/// What a callback-style operation returns when it makes several calls: cancelling it cancels the call in flight.
///
/// The handle of each call is added when the call is made. The function checks `isCancelled` before each further step.
/// A handle that is added after the cancellation is cancelled at once, so there is no moment to miss.
public struct CancellationScope: Cancellable {
  private struct State {
    var isCancelled = false
    /// The handles of the calls of this scope that may still be in flight: the first one needs no array.
    var first: (any Cancellable)?
    var further: [any Cancellable] = []
    /// Whether there is a first one: a look at an optional existential copies it.
    var hasFirst = false
  }

  private let state: LoopConfined<State>

  /// A scope whose calls are made on `loop`.
  public init(on loop: any EventLoop) {
    state = LoopConfined(State(), on: loop)
  }

  /// Whether the scope was cancelled.
  public var isCancelled: Bool { state.value.isCancelled }

  /// Throws if the scope was cancelled. A callback calls it before its next step.
  ///
  /// - Throws: `CancellationError`.
  public func checkCancellation() throws {
    if isCancelled { throw CancellationError() }
  }

  /// Makes `handle` part of the scope, in place of those that were added before `handle`'s call could be made.
  ///
  /// All handles are kept, since a call that answers at once adds its successor's handle before its own.
  public func add(_ handle: any Cancellable) {
    let isCancelled = state.withValue { state in
      if state.isCancelled { return true }
      if !state.hasFirst {
        state.hasFirst = true
        state.first = handle
      } else {
        if state.further.isEmpty { state.further.reserveCapacity(4) }
        state.further.append(handle)
      }
      return false
    }
    if isCancelled { handle.cancel() }
  }

  /// Makes `handle` all that the scope has in flight: for a loop of calls, of which each is made when the one before has
  /// answered in an event of its own. The scope then takes no more memory however many calls there are.
  public func replace(with handle: any Cancellable) {
    // What was in flight is released last: a handle's deinitialiser may use the scope.
    var (first, further): ((any Cancellable)?, [any Cancellable]) = (handle, [])
    let isCancelled = state.withValue { state in
      if !state.isCancelled {
        state.hasFirst = true
        swap(&state.first, &first)
        swap(&state.further, &further)
      }
      return state.isCancelled
    }
    if isCancelled { handle.cancel() }
  }

  /// Cancels every call of the scope that is in flight, the latest first.
  ///
  /// Any thread may call it. While another thread runs a virtual loop, the loop begins its next run with it.
  public func cancel() {
    guard state.loop.isCurrent else {
      return state.loop.handOver("cancellation of a scope", at: nil, of: .none) { cancelNow() }
    }
    cancelNow()
  }

  private func cancelNow() {
    let (first, further) = state.withValue { state in
      state.isCancelled = true
      defer { state.further = [] }
      return (state.first.take(), state.further)
    }
    for handle in further.reversed() { handle.cancel() }
    first?.cancel()
  }
}
