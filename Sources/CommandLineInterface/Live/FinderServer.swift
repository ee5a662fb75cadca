// The character finder over TCP: a session a connection, each the very program that runs on virtual time.

import Comparison
import EventLoops
import LiveIO
import Pipelines

/// Serves sessions with the character finder on a live loop.
final class FinderServer: Sendable {
  /// The address on which it listens.
  let address: SocketAddress

  private let loop: LiveEventLoop
  private let version: ComparedProgram.Version
  private let log: @Sendable (_ prefix: String, _ text: String) -> Void
  private let state: LoopConfined<State>
  /// How many sessions may be open.
  private let limit: Int
  /// The default limit on the time in which a session neither asks anything nor takes an answer.
  static let usualPatience = Duration.seconds(600)
  /// How many sessions may be open unless given.
  static let mostSessions = 1_000
  /// How long a session may neither ask anything nor take an answer.
  private let patience: Duration

  private struct State {
    var listener: TCPListener?
    var sessions: [Int: Session] = [:]
    var nextNumber = 0
    var queries = 0
    var refused = 0
    var isStopping = false
    var onEnd: (@Sendable (Farewell) -> Void)?
    var deadline: ScheduledTimer?
    var cut = 0
  }

  /// A session, to which the observer of its program refers.
  private final class Session: Sendable {
    let number: Int
    /// The beginning of its lines in the log.
    let prefix: String
    /// Ends the session when the patience with it is over.
    let patience: Deadline
    let state: LoopConfined<(program: StartedProgram?, isAnswering: Bool)>

    init(_ number: Int, with peer: String, on loop: LiveEventLoop) {
      (self.number, prefix) = (number, peer + "  ")
      patience = Deadline("patience with session " + String(number), on: loop)
      state = LoopConfined((nil, false), on: loop)
    }

    func cancel() { state.withValue { $0.program }?.cancel() }
  }

  /// The counts of a stopped server.
  struct Farewell: Sendable, Hashable, CustomStringConvertible {
    var sessions: Int
    var queries: Int
    var refused: Int
    var cut: Int

    var description: String {
      "answered \(queries) queries in \(sessions) sessions, turned away \(refused), cut off \(cut)"
    }
  }

  /// Begins to serve.
  ///
  /// - Parameters:
  ///   - limit: The number of sessions that may be open. A further client gets a message and is disconnected.
  ///   - patience: How long a session may neither ask anything nor take an answer; then it ends.
  ///   - log: Takes a line for everything that happens: which session it is of, and what it says.
  /// - Throws: `SocketError` if it cannot listen on the address.
  init(
    host: String, port: UInt16, style: Style, limit: Int = mostSessions, patience: Duration = usualPatience,
    on loop: LiveEventLoop,
    log: @escaping @Sendable (_ prefix: String, _ text: String) -> Void
  ) throws {
    guard let version = CharacterFinder.program.versions.first(where: { $0.style == style }) else {
      preconditionFailure("the character finder has no version in the style \(style)")
    }
    self.loop = loop
    self.version = version
    self.log = log
    self.limit = limit
    self.patience = patience
    let state = LoopConfined(State(), on: loop)
    self.state = state
    let server = LoopConfined<Weak?>(nil, on: loop)
    // region finder-listener
    let listener = try TCPListener(host: host, port: port, on: loop) { connection in
      guard let server = server.value?.server else { return connection.close() }
      server.take(connection)
    }
    address = listener.address
    // endregion
    state.withValue { $0.listener = listener }
    server.value = Weak(server: self)
  }

  private struct Weak: Sendable {
    weak let server: FinderServer?
  }

  /// How many sessions are open.
  var openCount: Int { state.value.sessions.count }

  private func take(_ connection: TCPConnection) {
    guard openCount < limit else {
      state.withValue { $0.refused += 1 }
      log(connection.peer + "  ", "turned away")
      return connection.send(Array("Too many sessions are open; come back later.\r\n".utf8)) { _ in connection.close() }
    }
    let number = state.withValue { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    let session = Session(number, with: connection.peer, on: loop)
    // region finder-session
    let program = CharacterFinder.program.start(
      version, under: Plan(), on: loop, over: connection, keepsEvents: false
    ) { [weak self] event in
      self?.note(event.kind, in: session)
    }
    // endregion
    session.state.withValue { $0.program = program }
    state.withValue { $0.sessions[number] = session }
    session.patience.set(patience) { session.cancel() }
    log(session.prefix, "session " + String(number))
  }

  private func note(_ kind: SemanticEvent.Kind, in session: Session) {
    switch kind {
    case .note(let text):
      let isQuery = text.hasPrefix("query")
      session.state.withValue { $0.isAnswering = isQuery }
      let isStopping = state.withValue { state in
        if isQuery { state.queries += 1 }
        return state.isStopping
      }
      log(session.prefix, text)
      session.patience.renew(patience)
      if !isQuery, isStopping { endSoon(session) }
    case .finished(let outcome):
      log(session.prefix, "\(outcome)")
      session.patience.cancel()
      // The program has the session, and the session the program.
      let program = session.state.withValue { $0.program.take() }
      _ = state.withValue { $0.sessions.removeValue(forKey: session.number) }
      withExtendedLifetime(program) {}
      endIfDone()
    default: break
    }
  }

  /// Stops taking sessions, ends those that wait for a query, and lets the others finish their answer.
  ///
  /// - Parameter limit: After how long the sessions that are left are cut off.
  func stop(within limit: Duration, completion: @escaping @Sendable (Farewell) -> Void) {
    state.withValue { $0.listener.take() }?.close()
    let deadline = loop.schedule("end of the server's patience", after: limit) { [self] in
      let left = sessions
      state.withValue { $0.cut = left.count }
      for session in left { session.cancel() }
    }
    state.withValue { state in
      (state.onEnd, state.deadline, state.isStopping) = (completion, deadline, true)
    }
    for session in sessions where !session.state.withValue({ $0.isAnswering }) { endSoon(session) }
    endIfDone()
  }

  /// The open sessions, in the order in which they came.
  private var sessions: [Session] {
    state.value.sessions.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Cancels a session in an event of its own, when what runs now is over.
  private func endSoon(_ session: Session) {
    loop.post("end of a session") { session.cancel() }
  }

  private func endIfDone() {
    let end = state.withValue { state -> State? in
      guard state.sessions.isEmpty, state.onEnd != nil else { return nil }
      defer { state.onEnd = nil }
      return state
    }
    guard let end else { return }
    end.deadline?.cancel()
    end.onEnd?(
      Farewell(sessions: end.nextNumber, queries: end.queries, refused: end.refused, cut: end.cut))
  }
}
