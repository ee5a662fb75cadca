// One connection of an HTTP server: reads a request, answers it, and then reads the next one.

import Callbacks
import EventLoops

/// A connection that is being served. It belongs to the server's loop.
///
/// What waits for something holds the connection, and `close` releases all that waits; a weak reference would make
/// every further reference to the connection a slow one.
final class HTTPConnection: Sendable {
  private struct State {
    var parser: HTTPRequestParser
    /// The activity of the connection.
    var phase = Phase.idle
    /// Whether the connection is to be closed after the answer that is being made.
    var isLast = false
    /// The handler's work on the answer.
    var answer: (any Cancellable)?
    /// Whether the beginning of the answer was sent, ahead of the rest.
    var isBegun = false
    /// Whether there is an answer, which goes out.
    var isAnswered = false
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
    if let head = state.withValue({ $0.parser.takeExpectation() }) {
      guard refusal(of: head.method) == nil else {
        // What the body says changes nothing: the client is spared to send it, and may have begun to all the same.
        state.withValue { $0.isLast = true }
        return serve(head)
      }
      connection.send(HTTPResponse.goOn) { _ in }
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
    if let refusal = refusal(of: request.method) { return answer(refusal, to: request) }
    if request.method == "OPTIONS" { return answer(.options(withPost: server.limits.allowsPost), to: request) }
    deadline.set(server.limits.answerTime) { [self] in close() }
    let work = server.handler(request) { [self] result in
      switch result {
      case .success(let response): answer(response, to: request)
      case .failure(let failure as HTTPFailure): answer(HTTPResponse(failure), to: request)
      case .failure: answer(HTTPResponse(.internalError), to: request)
      }
    }
    let isAtWork = state.withValue { state in
      guard state.phase == .answering, !state.isAnswered else { return false }
      state.answer = work
      return true
    }
    if isAtWork { connection.watchEnd { [self] isBroken in noteEnd(isBroken) } }
  }

  /// The answer to a method that no handler receives; nil if handlers receive it.
  private func refusal(of method: String) -> HTTPResponse? {
    let allowsPost = server.limits.allowsPost
    return switch method {
    case "GET", "HEAD", "OPTIONS": nil
    case "POST" where allowsPost: nil
    case "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT": .methodNotAllowed(withPost: allowsPost)
    default: HTTPResponse(.notImplemented)
    }
  }

  /// Calls the handler off if its client has gone, and finds out whether it has if it only sends no more.
  ///
  /// To the system, a client that has closed the connection looks like one that has sent all it wants to and waits for
  /// the answer. Only when something is sent does the first one's system say that the connection is gone. The bytes with
  /// which every answer begins can be sent before there is an answer, and the other client does not notice.
  private func noteEnd(_ isBroken: Bool) {
    guard state.value.phase == .answering, !state.value.isAnswered else { return }
    if isBroken { return close() }
    let isFirst = state.withValue { state in
      defer { state.isBegun = true }
      return !state.isBegun
    }
    guard isFirst else { return }
    connection.send(HTTPResponse.beginning) { [self] result in
      if case .failure = result { close() }
    }
  }

  private func answer(_ response: HTTPResponse, to request: HTTPRequest) {
    // The handler's work is released outside of the access: it may call the completion when it goes.
    let begun = state.withValue { state -> (isLast: Bool, bytes: Int, work: (any Cancellable)?)? in
      guard state.phase == .answering, !state.isAnswered else { return nil }
      state.isAnswered = true
      return (state.isLast, state.isBegun ? HTTPResponse.beginning.count : 0, state.answer.take())
    }
    guard let begun else { return }
    server.noteAnswer()
    connection.watchEnd(nil)
    deadline.set(server.limits.answerTime) { [self] in close() }
    let bytes = response.bytes(isHead: request.method == "HEAD", keepsAlive: !begun.isLast)
    connection.send(bytes.dropFirst(begun.bytes)) { [self] result in
      guard state.value.phase == .answering else { return }
      guard case .success = result, !state.value.isLast else { return closeGently() }
      state.withValue { ($0.phase, $0.isAnswered, $0.isBegun) = (.idle, false, false) }
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
