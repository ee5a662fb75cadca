// The writes of a socket: small ones are gathered and go out together, others wait until the system has taken them.

import Callbacks
import EventLoops

extension TCPSocket {
  /// What is to be written.
  struct Outgoing {
    /// Bytes whose writer does not wait for the system any more. They come before the writes.
    var gathered: [UInt8] = []
    /// How many of them the system has.
    var flushed = 0
    /// Whether the loop will call `flush`.
    var isFlushDue = false
    /// Whether the other side takes nothing any more.
    var isBroken = false
    /// The writes that wait for the system.
    var writes: [Write] = []
  }

  /// Bytes that wait to be written, and the completion to call when the system has accepted all of them.
  struct Write {
    var bytes: [UInt8]
    /// How many of them the system has.
    var written = 0
    var completion: Completion<Void>
  }

  /// How many bytes are gathered at most.
  static let mostGathered = 16_384

  /// Takes bytes over, which go out together with those that follow before the loop waits for its sockets again.
  ///
  /// A session writes its answer and its prompt one after the other. A send takes the system several microseconds,
  /// most of what a small answer costs, so the two are sent as one.
  ///
  /// - Returns: False if nothing can be gathered now: there would be too much of it, or the system takes nothing.
  func gather(_ bytes: [UInt8]) -> Bool {
    var isGathered = take(bytes)
    if !isGathered, state.withValue({ !$0.outgoing.gathered.isEmpty && $0.isWritable }) {
      writeMore()
      isGathered = take(bytes)
    }
    return isGathered
  }

  private func take(_ bytes: [UInt8]) -> Bool {
    let (isGathered, isFirst) = state.withValue { state in
      guard !state.isClosed, state.isWritable, !state.outgoing.isBroken, state.outgoing.writes.isEmpty,
        state.outgoing.gathered.count + bytes.count <= Self.mostGathered
      else { return (false, false) }
      if state.outgoing.gathered.isEmpty {
        state.outgoing.gathered = bytes
      } else {
        state.outgoing.gathered += bytes
      }
      defer { state.outgoing.isFlushDue = true }
      return (true, !state.outgoing.isFlushDue)
    }
    if isFirst { live.flushLater(self) }
    return isGathered
  }

  /// Sends what was gathered.
  func flush() {
    let isNeeded = state.withValue { state in
      state.outgoing.isFlushDue = false
      return !state.isClosed && state.isWritable && !state.outgoing.gathered.isEmpty
    }
    if isNeeded { writeMore() }
  }

  /// Writes bytes behind those that are on their way already; see `TCPConnection.send`.
  func send(_ bytes: [UInt8], _ completion: @escaping Completion<Void>) {
    let isFirst = state.withValue { state -> Bool? in
      guard !state.isClosed else { return nil }
      state.outgoing.writes.append(Write(bytes: bytes, completion: completion))
      return state.outgoing.writes.count == 1
    }
    switch isFirst {
    case nil:
      live.post("refusal of a write") {
        completion(.failure(SocketError("write", reason: "the connection is closed")))
      }
    case true?: if state.withValue({ $0.isWritable }) { writeMore() } else { hold(for: .writable) }
    case false?: break
    }
  }

  /// Writes what was gathered and then what waits, until the system takes no more.
  func writeMore() {
    release(.writable)
    while let next = state.withValue({ $0.outgoing.next }) {
      let attempt = next.isEmpty ? .done(0) : descriptor.write(next)
      switch attempt {
      case .done(let count):
        if let done = state.withValue({ $0.outgoing.note(count) }) { finish(done, .success(())) }
      case .wouldBlock:
        state.withValue { $0.isWritable = false }
        return hold(for: .writable)
      case .failed(let error):
        if let done = state.withValue({ $0.outgoing.noteFailure() }) { finish(done, .failure(error)) }
      }
    }
  }

  private func finish(_ write: Write, _ result: Result<Void, any Error>) {
    live.post("written") { write.completion(result) }
  }

  /// Whether a write is under way.
  var isWriting: Bool { state.withValue { !$0.outgoing.writes.isEmpty } }

  /// Whether bytes that were taken over have not gone out, although the system was asked to take them.
  var isHeldBack: Bool {
    flush()
    return state.withValue { !$0.isClosed && !$0.outgoing.gathered.isEmpty }
  }

  /// Gives up what is under way and the system has not taken yet. What was taken over still goes out.
  func cancelWrite() {
    let (writes, isIdle) = state.withValue { state in
      defer { state.outgoing.writes = [] }
      return (state.outgoing.writes, state.outgoing.gathered.isEmpty)
    }
    guard !writes.isEmpty else { return }
    if isIdle { release(.writable) }
    for write in writes {
      live.post("cancellation of a write") { write.completion(.failure(CancellationError())) }
    }
  }

  /// Says that no more will be written; what is on its way already still goes out.
  func endWriting() {
    send([]) { [self] _ in
      if state.withValue({ !$0.isClosed }) { descriptor.endWriting() }
    }
  }
}

extension TCPSocket.Outgoing {
  /// What the system gets next; empty for a write that is done. Nil if nothing is left.
  fileprivate var next: ArraySlice<UInt8>? {
    if !gathered.isEmpty { return gathered[flushed...] }
    return writes.first.map { $0.bytes[$0.written...] }
  }

  /// Notes how many bytes the system has taken.
  ///
  /// - Returns: The write that is done by it.
  fileprivate mutating func note(_ count: Int) -> TCPSocket.Write? {
    if !gathered.isEmpty {
      flushed += count
      if flushed == gathered.count { (gathered, flushed) = ([], 0) }
      return nil
    }
    writes[0].written += count
    return writes[0].written == writes[0].bytes.count ? writes.removeFirst() : nil
  }

  /// Notes that the system takes nothing any more.
  ///
  /// - Returns: The write that has failed by it, if one was next.
  fileprivate mutating func noteFailure() -> TCPSocket.Write? {
    isBroken = true
    guard gathered.isEmpty else {
      (gathered, flushed) = ([], 0)
      return nil
    }
    return writes.removeFirst()
  }
}
