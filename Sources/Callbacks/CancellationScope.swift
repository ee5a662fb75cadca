// One handle for an operation that is made of several calls, one after another.

public import EventLoops

/// What a callback-style operation returns when it makes several calls: cancelling it cancels the call in flight.
///
/// The handle of each call is added when the call is made. The function checks `isCancelled` before each further step.
/// A handle that is added after the cancellation is cancelled at once, so there is no moment to miss.
public struct CancellationScope: Cancellable {
  /// The handles of a scope. A box that has it may carry more, of what is started in the scope.
  package struct State: Sendable {
    fileprivate var isCancelled = false
    /// Whether what is started in the scope has delivered its result, where its owner keeps account of that here.
    package var isDelivered = false
    /// What that result settles.
    package var obligation = Obligation.ID.none
    /// How many handles there are.
    private var count = 0
    /// The handles of the calls of this scope that may still be in flight: the first three need no array.
    private var first: (any Cancellable)?
    private var second: (any Cancellable)?
    private var third: (any Cancellable)?
    private var further: [any Cancellable] = []

    /// No handles.
    package init() {}

    /// Adds a handle, which is exchanged with nothing.
    fileprivate mutating func add(_ handle: inout (any Cancellable)?) {
      switch count {
      case 0: swap(&first, &handle)
      case 1: swap(&second, &handle)
      case 2: swap(&third, &handle)
      default: if let handle = handle.take() { further.append(handle) }
      }
      count += 1
    }

    /// Makes `handle` the only one, and exchanges it with the first one.
    ///
    /// - Returns: The further ones.
    fileprivate mutating func replaceAll(_ handle: inout (any Cancellable)?) -> [any Cancellable] {
      let others = count > 1 ? takeAll() : []
      swap(&first, &handle)
      count = 1
      return others
    }

    /// Takes all handles out, the latest first.
    fileprivate mutating func takeAll() -> [any Cancellable] {
      defer { (count, further) = (0, []) }
      return further.reversed() + [third.take(), second.take(), first.take()].compactMap { $0 }
    }
  }

  private let state: LoopConfined<State>

  /// A scope whose handles are in a box that there is already.
  package init(in state: LoopConfined<State>) {
    self.state = state
  }

  /// A scope whose calls are made on `loop`.
  public init(on loop: any EventLoop) {
    state = LoopConfined(State(), on: loop)
  }

  /// Whether the scope was cancelled.
  public var isCancelled: Bool { state.read { $0.isCancelled } }

  /// Throws if the scope was cancelled. A callback calls it before its next step.
  ///
  /// - Throws: `CancellationError`.
  public func checkCancellation() throws {
    if isCancelled { throw CancellationError() }
  }

  /// Makes `handle` part of the scope, in place of those that were added before `handle`'s call could be made.
  ///
  /// All handles are kept, since a call that answers at once adds its successor's handle before its own.
  @inlinable
  @inline(__always)
  public func add(_ handle: consuming any Cancellable) {
    // Moved in: a copy of a handle whose type is not known asks the type for it. A function that takes the handle itself would
    // be compiled for single types of handles, and copy all others.
    var handle = Optional(consume handle)
    add(taking: &handle)
  }

  /// Adds a handle, which is nil then.
  @usableFromInline
  @inline(never)
  func add(taking handle: inout (any Cancellable)?) {
    let isCancelled = state.withValue { state in
      if !state.isCancelled { state.add(&handle) }
      return state.isCancelled
    }
    if isCancelled { handle?.cancel() }
  }

  /// Makes `handle` all that the scope has in flight: for a loop of calls, of which each is made when the one before has
  /// answered in an event of its own. The scope then takes no more memory however many calls there are.
  public func replace(with handle: any Cancellable) {
    // What was in flight is released last: a handle's deinitialiser may use the scope.
    var (exchanged, others) = (Optional(handle), [any Cancellable]())
    let isCancelled = state.withValue { state in
      if state.isCancelled { return true }
      others = state.replaceAll(&exchanged)
      return false
    }
    if isCancelled { exchanged?.cancel() }
    withExtendedLifetime(others) {}
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
    let handles = state.withValue { state in
      state.isCancelled = true
      return state.takeAll()
    }
    for handle in handles { handle.cancel() }
  }
}
