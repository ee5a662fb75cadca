// The socket of a TCP connection: what waits to be read from it, and what the system says of it.

import Callbacks
import EventLoops

/// The part of a connection that its loop knows, until it is closed.
///
/// No weak reference leads here: one would make every retain and release of the socket a slow one.
final class TCPSocket: Sendable {
  let live: LiveEventLoop
  let descriptor: Descriptor
  let state: LoopConfined<State>

  struct State {
    var isClosed = false
    var watch: SocketWatch?
    var reader: Read?
    var outgoing = Outgoing()
    /// Whether there may be something to read. The system tells when that becomes so, not while it is.
    var isReadable = false
    /// Whether the system may take something.
    var isWritable = true
    /// Whether the peer has ended, so that no further notice comes.
    var hasEnded = false
    /// Called when the other side ends its writing, and when the connection breaks.
    var onEnd: (@Sendable (_ isBroken: Bool) -> Void)?
    /// For what the loop is kept running: a read that waits, a write that waits.
    var awaited: Readiness = []
  }

  /// A read that waits; a structure, since a function that leaves a box by itself is wrapped anew each time.
  struct Read {
    var capacity: Int
    var completion: Completion<[UInt8]>
  }

  /// Takes over a descriptor that is connected, and which it will close.
  init(_ descriptor: Descriptor, on loop: LiveEventLoop) throws(SocketError) {
    self.descriptor = descriptor
    live = loop
    state = LoopConfined(State(), on: loop)
    let watch: SocketWatch
    do throws(SocketError) {
      watch = try loop.watch(descriptor, "socket ready") { [self] readiness in note(readiness) }
    } catch {
      descriptor.close()
      state.withValue { $0.isClosed = true }
      throw error
    }
    state.withValue { $0.watch = watch }
  }

  /// Resumes the operation that waited for the socket to become ready.
  private func note(_ readiness: Readiness) {
    let (reads, writes, onEnd) = state.withValue { state in
      if readiness.contains(.readable) { state.isReadable = true }
      if readiness.contains(.writable) { state.isWritable = true }
      if readiness.contains(.ended) { state.hasEnded = true }
      if readiness.contains(.broken) { state.outgoing.isBroken = true }
      let awaited = state.awaited.intersection(readiness)
      return (
        awaited.contains(.readable), awaited.contains(.writable), readiness.contains(.ended) ? state.onEnd : nil
      )
    }
    if writes { writeMore() }
    if reads { readMore() }
    onEnd?(readiness.contains(.broken))
  }

  /// Watches for the end of the peer while nothing is read from it; nil ends the watch.
  func watchEnd(_ body: (@Sendable (_ isBroken: Bool) -> Void)?) {
    // What was called before is released last: what it holds may use the connection when it goes.
    var replaced = body
    let hasEnded = state.withValue { state in
      swap(&state.onEnd, &replaced)
      return state.hasEnded
    }
    if hasEnded { body?(false) }
  }

  /// Keeps the loop running until the socket has become ready.
  func hold(for readiness: Readiness) {
    if state.withValue({ $0.awaited.insert(readiness).inserted }) { live.hold() }
  }

  /// Stops waiting for a readiness, so that the loop is no longer kept running for it.
  func release(_ readiness: Readiness) {
    if state.withValue({ $0.awaited.remove(readiness) }) != nil { live.release() }
  }

  // MARK: Reading

  /// Reads what there is; see `TCPConnection.receive`.
  func receive(upTo capacity: Int, _ completion: @escaping Completion<[UInt8]>) -> any Cancellable {
    let isReadable = state.withValue { state -> Bool? in
      guard !state.isClosed, state.reader == nil else { return nil }
      state.reader = Read(capacity: capacity, completion: completion)
      return state.isReadable
    }
    switch isReadable {
    case nil:
      live.post("refusal of a read") {
        completion(.failure(SocketError("read", reason: "the connection is closed, or a read is pending")))
      }
      return Uncancellable()
    case true?: live.post("read") { [self] in readMore() }
    case false?: hold(for: .readable)
    }
    return PendingRead(socket: self)
  }

  private func readMore() {
    release(.readable)
    guard let capacity = state.withValue({ $0.reader?.capacity }) else { return }
    let attempt = descriptor.read(upTo: capacity)
    if case .wouldBlock = attempt {
      state.withValue { $0.isReadable = false }
      return hold(for: .readable)
    }
    var reader: Read?
    state.withValue { state in
      // Fewer bytes than asked for are all that there are, unless the end is behind them.
      if case .done(let bytes) = attempt { state.isReadable = bytes.count == capacity || state.hasEnded }
      swap(&state.reader, &reader)
    }
    switch attempt {
    case .done(let bytes): reader?.completion(.success(bytes))
    case .failed(let error): reader?.completion(.failure(error))
    case .wouldBlock: break
    }
  }

  func cancelRead() {
    guard let reader = state.withValue({ $0.reader.take() }) else { return }
    release(.readable)
    live.post("cancellation of a read") { reader.completion(.failure(CancellationError())) }
  }

  // MARK: Closing

  /// Closes the socket, once what it has gathered is handed to the system as far as that takes it. Pending operations
  /// fail with `CancellationError`. A second call does nothing.
  func close() {
    flush()
    let held = state.withValue { state -> State? in
      guard !state.isClosed else { return nil }
      defer { state = State(isClosed: true) }
      return state
    }
    guard let held else { return }
    held.watch?.end()
    descriptor.close()
    for readiness in [Readiness.readable, .writable] where held.awaited.contains(readiness) { live.release() }
    let error = CancellationError()
    if let reader = held.reader { live.post("end of a read") { reader.completion(.failure(error)) } }
    for write in held.outgoing.writes { live.post("end of a write") { write.completion(.failure(error)) } }
  }
}

/// The handle of a read that waits.
private struct PendingRead: Cancellable {
  let socket: TCPSocket

  func cancel() {
    socket.cancelRead()
  }
}
