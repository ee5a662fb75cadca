// One connection of an HTTP server: reads a request, answers it, and goes on with the next one.

import Callbacks
import EventLoops

/// A connection that is being served. It belongs to the server's loop.
///
/// What waits for something holds the connection, and `close` lets go of all that waits; a weak reference would make
/// every further reference to the connection a slow one.
final class HTTPConnection: Sendable {
  private struct State {
    var parser: HTTPRequestParser
    /// What the connection does now.
    var phase = Phase.idle
    /// Whether the connection is to be closed after the answer that is being made.
    var isLast = false
    var answer: (any Cancellable)?
  }

  private enum Phase {
    /// Between two requests.
    case idle
    /// Part of a request has come.
    case reading
    /// A handler is at work, or its answer goes out.
    case answering
    case closed
  }

  private let connection: TCPConnection
  private let number: Int
  /// Ends what takes too long.
  private let deadline: Deadline
  private let state: LoopConfined<State>
  private let server: HTTPServer

  init(_ connection: TCPConnection, of server: HTTPServer, number: Int) {
    self.connection = connection
    self.number = number
    self.server = server
    deadline = Deadline("patience with a client", on: server.loop)
    state = LoopConfined(State(parser: HTTPRequestParser(limits: server.limits)), on: server.loop)
  }

  /// Begins to serve.
  func begin() {
    deadline.set(server.limits.idleTime) { [self] in close() }
    next()
  }

  /// Serves the next request, or reads on until there is one.
  private func next() {
    do {
      guard let request = try state.withValue({ try $0.parser.next() }) else { return read() }
      serve(request)
    } catch {
      refuse(error as? HTTPFailure ?? .badRequest)
    }
  }

  private func read() {
    let (phase, isAmid) = state.withValue { ($0.phase, $0.parser.isAmidRequest) }
    // The clock of a request begins with its first byte and is not set back by the next ones.
    if phase != .reading, isAmid {
      state.withValue { $0.phase = .reading }
      deadline.set(server.limits.requestTime) { [self] in refuse(.requestTimeout) }
    }
    connection.receive(upTo: 16_384) { [self] result in
      guard state.value.phase != .closed, state.value.phase != .answering else { return }
      guard let bytes = try? result.get(), !bytes.isEmpty else { return close() }
      state.withValue { $0.parser.append(bytes) }
      next()
    }
  }

  private func serve(_ request: HTTPRequest) {
    state.withValue { state in
      state.phase = .answering
      if !request.keepsAlive { state.isLast = true }
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      let known = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
      return answer(HTTPResponse(known.contains(request.method) ? .methodNotAllowed : .notImplemented), to: request)
    }
    deadline.set(server.limits.answerTime) { [self] in close() }
    let work = server.handler(request) { [self] result in
      switch result {
      case .success(let response): answer(response, to: request)
      case .failure(let failure as HTTPFailure): answer(HTTPResponse(failure), to: request)
      case .failure: answer(HTTPResponse(.internalError), to: request)
      }
    }
    state.withValue { state in if state.phase == .answering { state.answer = work } }
  }

  private func answer(_ response: HTTPResponse, to request: HTTPRequest) {
    guard state.value.phase == .answering else { return }
    let isLast = state.withValue { state in
      state.answer = nil
      return state.isLast
    }
    server.noteAnswer()
    deadline.set(server.limits.answerTime) { [self] in close() }
    connection.send(response.bytes(isHead: request.method == "HEAD", keepsAlive: !isLast)) { [self] result in
      guard state.value.phase == .answering else { return }
      guard case .success = result, !state.value.isLast else { return closeGently() }
      state.withValue { $0.phase = .idle }
      deadline.set(server.limits.idleTime) { [self] in close() }
      next()
    }
  }

  /// Answers what is no request, and closes.
  private func refuse(_ failure: HTTPFailure) {
    guard state.value.phase != .closed, state.value.phase != .answering else { return }
    state.withValue { state in
      state.phase = .answering
      state.isLast = true
    }
    deadline.set(server.limits.requestTime) { [self] in close() }
    connection.send(HTTPResponse(failure).bytes(isHead: false, keepsAlive: false)) { [self] _ in
      closeGently()
    }
  }

  /// Ends the connection so that the client gets the answer: a close with unread bytes would be a reset.
  private func closeGently() {
    guard state.value.phase != .closed else { return }
    connection.endWriting()
    drain(left: 64)
  }

  /// Reads what the client still sends, a bounded number of pieces of it, and closes at its end.
  private func drain(left: Int) {
    guard left > 0, state.value.phase != .closed else { return close() }
    deadline.set(.milliseconds(500)) { [self] in close() }
    connection.receive(upTo: 16_384) { [self] result in
      guard let bytes = try? result.get(), !bytes.isEmpty else { return close() }
      drain(left: left - 1)
    }
  }

  /// Closes the connection after the answer that is being made, or at once if there is none.
  func finish() {
    let isAnswering = state.withValue { state in
      state.isLast = true
      return state.phase == .answering
    }
    if !isAnswering { close() }
  }

  /// Closes the connection at once.
  func close() {
    let held = state.withValue { state -> State? in
      guard state.phase != .closed else { return nil }
      defer { (state.phase, state.answer) = (.closed, nil) }
      return state
    }
    guard let held else { return }
    deadline.cancel()
    held.answer?.cancel()
    connection.close()
    server.forget(number)
  }
}
