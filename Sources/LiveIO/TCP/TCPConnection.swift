// A TCP connection on a live loop: reads when asked, writes with back-pressure, closes once.

package import Callbacks
public import EventLoops

/// One end of a TCP connection. It belongs to its loop: use it in the loop's events.
///
/// Nothing is read before a read is requested, so the system holds back a peer that sends more than is wanted. Only
/// one read may wait at a time; writes are carried out in order. The connection has to be closed.
public final class TCPConnection: Sendable {
  /// The loop that the connection belongs to.
  public var loop: any EventLoop { live }
  /// The address of the other end.
  public let peer: String

  private let live: LiveEventLoop
  let descriptor: Descriptor
  let state: LoopConfined<State>

  struct State {
    var isClosed = false
    var watch: SocketWatch?
    var reader: (capacity: Int, completion: Completion<[UInt8]>)?
    var outgoing: [Outgoing] = []
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

  /// Bytes that wait to be written, and the completion to call when the system has accepted all of them.
  struct Outgoing {
    var bytes: [UInt8]
    /// How many of them the system has.
    var written = 0
    var completion: Completion<Void>
  }

  /// Takes over a descriptor that is connected, and which it will close.
  init(_ descriptor: Descriptor, on loop: LiveEventLoop) throws(SocketError) {
    self.descriptor = descriptor
    live = loop
    peer = descriptor.remoteAddress?.description ?? "unknown"
    state = LoopConfined(State(), on: loop)
    let watch: SocketWatch
    do throws(SocketError) {
      watch = try loop.watch(descriptor, "socket ready") { [weak self] readiness in self?.note(readiness) }
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
  ///
  /// - Parameter body: Called when the other side ends its writing, now if it has, and when the connection breaks. A
  ///   side that closes ends its writing; that it does not read either shows only when something is written to it.
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
  private func hold(for readiness: Readiness) {
    if state.withValue({ $0.awaited.insert(readiness).inserted }) { live.hold() }
  }

  /// Stops waiting for a readiness, so that the loop is no longer kept running for it.
  private func release(_ readiness: Readiness) {
    if state.withValue({ $0.awaited.remove(readiness) }) != nil { live.release() }
  }

  // MARK: Reading

  /// Reads what there is, up to `capacity` bytes; waits if there is nothing.
  ///
  /// - Parameters:
  ///   - capacity: How many bytes at most.
  ///   - completion: Called in a later event with one byte or more, with none at the end of the stream, with a
  ///     `SocketError`, or with `CancellationError` if the read is cancelled or the connection closed meanwhile.
  /// - Returns: A handle that calls the read off; no byte is lost by it.
  @discardableResult
  package func receive(upTo capacity: Int = 4_096, completion: @escaping Completion<[UInt8]>) -> any Cancellable {
    let isFree = state.withValue { state in
      guard !state.isClosed, state.reader == nil else { return false }
      state.reader = (capacity, completion)
      return true
    }
    guard isFree else {
      loop.post("refusal of a read") {
        completion(.failure(SocketError("read", reason: "the connection is closed, or a read is pending")))
      }
      return Uncancellable()
    }
    if state.value.isReadable {
      loop.post("read") { [self] in readMore() }
    } else {
      hold(for: .readable)
    }
    return PendingRead(connection: self)
  }

  private func readMore() {
    release(.readable)
    guard let capacity = state.value.reader?.capacity else { return }
    switch descriptor.read(upTo: capacity) {
    case .done(let bytes):
      // Fewer bytes than asked for are all that there are, unless the end is behind them.
      state.withValue { $0.isReadable = bytes.count == capacity || $0.hasEnded }
      finishReading(.success(bytes))
    case .failed(let error): finishReading(.failure(error))
    case .wouldBlock:
      state.withValue { $0.isReadable = false }
      hold(for: .readable)
    }
  }

  private func finishReading(_ result: Result<[UInt8], any Error>) {
    let reader = state.withValue { $0.reader.take() }
    reader?.completion(result)
  }

  fileprivate func cancelRead() {
    guard let reader = state.withValue({ $0.reader.take() }) else { return }
    release(.readable)
    loop.post("cancellation of a read") { reader.completion(.failure(CancellationError())) }
  }

  // MARK: Writing

  /// Writes bytes behind those that are on their way already.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - completion: Called in a later event when the system has taken all of the bytes, or with a
  ///     `SocketError`, or with `CancellationError` if the connection is closed meanwhile. Write the next piece only then,
  ///     and a peer that does not read costs no memory.
  package func send(_ bytes: some Sequence<UInt8>, completion: @escaping Completion<Void>) {
    let outgoing = Outgoing(bytes: Array(bytes), completion: completion)
    let isFirst = state.withValue { state -> Bool? in
      guard !state.isClosed else { return nil }
      state.outgoing.append(outgoing)
      return state.outgoing.count == 1
    }
    switch isFirst {
    case nil:
      loop.post("refusal of a write") {
        completion(.failure(SocketError("write", reason: "the connection is closed")))
      }
    case true?: if state.value.isWritable { writeMore() } else { hold(for: .writable) }
    case false?: break
    }
  }

  private func writeMore() {
    release(.writable)
    while let next = state.value.outgoing.first {
      if next.written == next.bytes.count {
        finishWriting(.success(()))
        continue
      }
      switch descriptor.write(next.bytes[next.written...]) {
      case .done(let count): state.withValue { $0.outgoing[0].written += count }
      case .wouldBlock:
        state.withValue { $0.isWritable = false }
        return hold(for: .writable)
      case .failed(let error): finishWriting(.failure(error))
      }
    }
  }

  /// Whether a write is under way.
  var isWriting: Bool { state.withValue { !$0.outgoing.isEmpty } }

  /// Gives up what is under way and the system has not taken yet.
  func cancelWrite() {
    let writes = state.withValue { state in
      defer { state.outgoing = [] }
      return state.outgoing
    }
    guard !writes.isEmpty else { return }
    release(.writable)
    for write in writes {
      loop.post("cancellation of a write") { write.completion(.failure(CancellationError())) }
    }
  }

  private func finishWriting(_ result: Result<Void, any Error>) {
    guard let done = state.withValue({ $0.outgoing.isEmpty ? nil : $0.outgoing.removeFirst() }) else { return }
    loop.post("written") { done.completion(result) }
  }

  /// Says that no more will be written; what is on its way already still goes out.
  public func endWriting() {
    send([]) { [self] _ in
      if !state.value.isClosed { descriptor.endWriting() }
    }
  }

  // MARK: Closing

  /// Closes the connection. Pending operations fail with `CancellationError`. A second call does nothing.
  public func close() {
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
    if let reader = held.reader { loop.post("end of a read") { reader.completion(.failure(error)) } }
    for write in held.outgoing { loop.post("end of a write") { write.completion(.failure(error)) } }
  }

  deinit {
    // The last release closes an unclosed connection, on whichever thread that happens. Nothing waits for
    // it: a read or a write that does would hold it.
    let (state, descriptor) = (state, descriptor)
    let close: @Sendable () -> Void = {
      guard !state.value.isClosed else { return }
      state.value.watch?.end()
      descriptor.close()
    }
    if loop.allowsAccess { close() } else { loop.post("close of a connection that was let go", close) }
  }
}

/// The handle of a read that waits.
private struct PendingRead: Cancellable {
  let connection: TCPConnection

  func cancel() {
    connection.cancelRead()
  }
}
