// A TCP connection on a live loop: reads when asked, writes with back-pressure, closes once.

public import Callbacks
@preconcurrency import Dispatch
public import EventLoops

/// One end of a TCP connection. It belongs to its loop: use it in the loop's events.
///
/// Nothing is read before somebody asks, so that a peer who sends more than is wanted is held back by the system. Only
/// one read may wait at a time; writes are carried out in order. The connection has to be closed.
public final class TCPConnection: Sendable {
  /// The loop that the connection belongs to.
  public let loop: any EventLoop
  /// The address of the other end.
  public let peer: String

  let descriptor: Descriptor
  let state: LoopConfined<State>

  struct State {
    var isClosed = false
    var reader: (capacity: Int, completion: Completion<[UInt8]>)?
    var readable: ReadinessSource?
    var writable: ReadinessSource?
    var outgoing: [Outgoing] = []
  }

  /// Bytes on their way out, and whom to tell when the system has them all.
  struct Outgoing {
    var bytes: ArraySlice<UInt8>
    var completion: Completion<Void>
  }

  init(_ descriptor: Descriptor, on loop: LiveEventLoop) {
    self.descriptor = descriptor
    self.loop = loop
    peer = descriptor.remoteAddress?.description ?? "unknown"
    state = LoopConfined(State(), on: loop)
    state.withValue { state in
      state.readable = ReadinessSource(.read, descriptor, on: loop, "readable") { [weak self] in self?.readMore() }
      state.writable = ReadinessSource(.write, descriptor, on: loop, "writable") { [weak self] in self?.writeMore() }
    }
  }

  // MARK: Reading

  /// Reads what there is, up to `capacity` bytes; waits if there is nothing.
  ///
  /// - Parameter completion: Called in a later event with one byte or more, with none at the end of the stream, with a
  ///   `SocketError`, or with `CancellationError` if the read is cancelled or the connection closed meanwhile.
  /// - Returns: A handle that calls the read off; no byte is lost by it.
  @discardableResult
  public func receive(upTo capacity: Int = 4_096, completion: @escaping Completion<[UInt8]>) -> any Cancellable {
    let isFree = state.withValue { state in
      guard !state.isClosed, state.reader == nil else { return false }
      state.reader = (capacity, completion)
      return true
    }
    guard isFree else {
      loop.post("refusal of a read") {
        completion(.failure(SocketError("read", reason: "the connection is closed, or somebody reads already")))
      }
      return Uncancellable()
    }
    loop.post("read") { [self] in readMore() }
    return PendingRead(connection: self)
  }

  private func readMore() {
    guard let capacity = state.withValue({ $0.reader?.capacity }) else { return }
    switch descriptor.read(upTo: capacity) {
    case .done(let bytes): finishReading(.success(bytes))
    case .failed(let error): finishReading(.failure(error))
    case .wouldBlock: state.value.readable?.arm()
    }
  }

  private func finishReading(_ result: Result<[UInt8], any Error>) {
    let reader = state.withValue { $0.reader.take() }
    reader?.completion(result)
  }

  fileprivate func cancelRead() {
    guard let reader = state.withValue({ $0.reader.take() }) else { return }
    state.value.readable?.disarm()
    loop.post("cancellation of a read") { reader.completion(.failure(CancellationError())) }
  }

  // MARK: Writing

  /// Writes bytes behind those that are on their way already.
  ///
  /// - Parameter completion: Called in a later event when the system has taken all of the bytes, or with a
  ///   `SocketError`, or with `CancellationError` if the connection is closed meanwhile. Write the next piece only then,
  ///   and a peer that does not read costs no memory.
  public func send(_ bytes: some Sequence<UInt8>, completion: @escaping Completion<Void>) {
    let outgoing = Outgoing(bytes: ArraySlice(bytes), completion: completion)
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
    case true?: loop.post("write") { [self] in writeMore() }
    case false?: break
    }
  }

  private func writeMore() {
    while let bytes = state.withValue({ $0.outgoing.first?.bytes }) {
      if bytes.isEmpty {
        finishWriting(.success(()))
        continue
      }
      switch descriptor.write(bytes) {
      case .done(let count): state.withValue { $0.outgoing[0].bytes.removeFirst(count) }
      case .wouldBlock: return state.value.writable?.arm() ?? ()
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
    state.value.writable?.disarm()
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

  /// Closes the connection; who waits for it gets `CancellationError`. Does nothing the second time.
  public func close() {
    let held = state.withValue { state -> State? in
      guard !state.isClosed else { return nil }
      defer { state = State(isClosed: true) }
      return state
    }
    guard let held else { return }
    let error = CancellationError()
    if let reader = held.reader { loop.post("end of a read") { reader.completion(.failure(error)) } }
    for write in held.outgoing { loop.post("end of a write") { write.completion(.failure(error)) } }
    held.end(descriptor)
  }

  deinit {
    // An unclosed connection is closed by whoever lets go of it last, on whatever thread that is.
    let (state, descriptor) = (state, descriptor)
    let close: @Sendable () -> Void = {
      guard !state.value.isClosed else { return }
      let held = state.value
      state.value = State(isClosed: true)
      held.end(descriptor)
    }
    if loop.allowsAccess { close() } else { loop.post("close of a connection that was let go", close) }
  }
}

extension TCPConnection.State {
  /// Closes the descriptor as soon as both sources have let go of it: before, the system must not use it again.
  fileprivate func end(_ descriptor: Descriptor) {
    let sources = DispatchGroup()
    for source in [readable, writable] {
      sources.enter()
      source?.close { sources.leave() } ?? sources.leave()
    }
    sources.notify(queue: .global()) { descriptor.close() }
  }
}

/// The handle of a read that waits.
private struct PendingRead: Cancellable {
  let connection: TCPConnection

  func cancel() {
    connection.cancelRead()
  }
}
