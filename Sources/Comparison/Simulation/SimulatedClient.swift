// A client that follows a script: the other side of a session on virtual time, seen as a byte stream.

package import Callbacks
package import EventLoops

/// The session's end of a connection whose other end is a client that follows a script.
///
/// There is nothing between the two: a byte that the client sends can be read at once, and a write is done when the
/// client has taken its last byte. What the client does and receives is in the journal: what it sends act by act, what
/// it receives by lines, and the rest of a write that does not end in one.
package struct SimulatedClient: ByteStream {
  struct State: Sendable {
    /// The script's acts that are not begun yet.
    var acts: ArraySlice<ClientScript.Act>
    /// The unsent rest of a message.
    var sending: ClientScript.Message?
    let pace: ClientScript.Pace?
    /// When the client does something next.
    var actTimer: ScheduledTimer?
    /// The timer at which the client takes the next part of what is being written.
    var takeTimer: ScheduledTimer?
    /// The bytes that have arrived and were not read.
    var inbox: ArraySlice<UInt8> = []
    var reader: Reader?
    var writer: Writer?
    /// The instant at which the client takes bytes again.
    var nextTaking = Instant.zero
    /// The line that the client has received the beginning of.
    var line: [UInt8] = []
    var phase = Phase.open
    var lastID = 0

    /// A name for a read or a write.
    mutating func issueID() -> Int {
      lastID += 1
      return lastID
    }
  }

  /// A read that is under way.
  struct Reader: Sendable {
    let id: Int
    let count: Int
    let completion: Completion<[UInt8]?>
  }

  /// A write that is under way.
  struct Writer: Sendable {
    let id: Int
    var rest: ArraySlice<UInt8>
    let completion: Completion<Void>
  }

  /// How far the connection has come to its end.
  enum Phase: Sendable {
    case open
    /// The client sends no more.
    case halfClosed
    /// The client has gone.
    case left
    /// The session has closed the connection.
    case closed

    /// Why nothing can be written any more; nil if it can.
    var refusal: ByteStreamError? {
      switch self {
      case .open, .halfClosed: nil
      case .left: .gone
      case .closed: .closed
      }
    }
  }

  /// The name of the other side in reports.
  package let name = "client"
  let state: LoopConfined<State>
  private let journal: Journal
  private let pipeline: Int

  init(on loop: any EventLoop, _ script: ClientScript, journal: Journal, pipeline: Int) {
    // Acts are counted from the beginning of the session; from here on, by the loop's time.
    let start = Instant.zero.duration(to: loop.now)
    let acts = script.acts.map { ClientScript.Act($0.deed, after: start + $0.after) }
    state = LoopConfined(State(acts: acts[...], pace: script.pace), on: loop)
    self.journal = journal
    self.pipeline = pipeline
  }

  /// The loop on which completions are called.
  package var loop: any EventLoop { state.loop }

  /// Begins to read; bytes that are there already are delivered in a later event.
  package func beginReading(upTo count: Int, _ completion: @escaping Completion<[UInt8]?>) -> any Cancellable {
    let id = state.withValue { state -> Int? in
      guard state.reader == nil else { return nil }
      let reader = Reader(id: state.issueID(), count: max(count, 1), completion: completion)
      state.reader = reader
      return reader.id
    }
    guard let id else {
      loop.post("read from \(name)") { completion(.failure(ByteStreamError.busy)) }
      return Uncancellable()
    }
    if state.withValue({ !$0.inbox.isEmpty || $0.phase != .open }) { loop.post("read from \(name)") { deliver() } }
    return SimulatedTransfer { giveUpReading(id) }
  }

  /// Begins to write; a client without a pace takes everything within this call.
  package func beginWriting(_ bytes: [UInt8], _ completion: @escaping Completion<Void>) -> any Cancellable {
    let (id, refusal) = state.withValue { state -> (Int, ByteStreamError?) in
      if let refusal = state.phase.refusal { return (0, refusal) }
      guard state.writer == nil else { return (0, .busy) }
      let writer = Writer(id: state.issueID(), rest: bytes[...], completion: completion)
      state.writer = writer
      return (writer.id, nil)
    }
    if let refusal {
      loop.post("write to \(name)") { completion(.failure(refusal)) }
      return Uncancellable()
    }
    take()
    return SimulatedTransfer { giveUpWriting(id) }
  }

  /// Closes the connection: the client sees the end of the stream, and does no more.
  package func beginClosing(_ completion: @escaping Completion<Void>) -> any Cancellable {
    let before = end(in: .closed, .closed)
    if before == .open || before == .halfClosed { note("client saw the end of the stream") }
    loop.post("close of \(name)") { completion(.success(())) }
    return Uncancellable()
  }

  /// Ends the connection: the client's script, and what is under way.
  ///
  /// - Returns: The phase in which it was.
  @discardableResult
  func end(in phase: Phase, _ error: ByteStreamError) -> Phase {
    let (before, timers, reader, writer) = state.withValue { state in
      defer {
        state.phase = phase
        state.acts = []
        state.sending = nil
        state.inbox = []
      }
      return (state.phase, [state.actTimer.take(), state.takeTimer.take()], state.reader.take(), state.writer.take())
    }
    for timer in timers { timer?.cancel() }
    if let reader { loop.post("read from \(name)") { reader.completion(.failure(error)) } }
    if let writer { loop.post("write to \(name)") { writer.completion(.failure(error)) } }
    return before
  }

  /// Releases the reader and the writer, which retain the client: the run is over.
  func forgetSession() {
    _ = state.withValue { ($0.reader.take(), $0.writer.take()) }
  }

  /// Says something of the client.
  func note(_ text: String) {
    journal.record(.note(text), pipeline: pipeline)
  }

  private func giveUpReading(_ id: Int) {
    guard let reader = state.withValue({ $0.reader?.id == id ? $0.reader.take() : nil }) else { return }
    loop.post("cancellation of a read from \(name)") { reader.completion(.failure(CancellationError())) }
  }

  private func giveUpWriting(_ id: Int) {
    let (writer, timer) = state.withValue { state -> (Writer?, ScheduledTimer?) in
      state.writer?.id == id ? (state.writer.take(), state.takeTimer.take()) : (nil, nil)
    }
    guard let writer else { return }
    timer?.cancel()
    loop.post("cancellation of a write to \(name)") { writer.completion(.failure(CancellationError())) }
  }
}

/// The handle of a read or a write.
private struct SimulatedTransfer: Cancellable {
  let giveUp: @Sendable () -> Void

  func cancel() { giveUp() }
}
