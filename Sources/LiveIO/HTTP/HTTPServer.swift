// A small HTTP/1.1 server on a live loop.

public import Callbacks
import EventLoops
public import Promises

/// A server that answers GET, HEAD and OPTIONS, one request of a connection after another; POST if its limits allow it.
///
/// It is strict about what it reads and bounded in everything that a client could make large or slow; see `HTTPLimits`.
/// Handlers come in each of the three styles.
public final class HTTPServer: Sendable {
  /// Answers a request; the handle calls the answer off when the client has gone or the time is over.
  public typealias Handler = @Sendable (HTTPRequest, @escaping Completion<HTTPResponse>) -> any Cancellable

  /// The address on which it listens.
  public let address: SocketAddress

  let loop: LiveEventLoop
  let limits: HTTPLimits
  let handler: Handler
  private let listener: LoopConfined<TCPListener?>
  private let state: LoopConfined<State>

  private struct State {
    var connections: [Int: HTTPConnection] = [:]
    var nextNumber = 0
    var answered = 0
    var refused = 0
    /// The calls of `stop` that wait until the last connection is closed.
    var stops: [(deadline: ScheduledTimer, completion: @Sendable (Farewell) -> Void)] = []
    var cut = 0
  }

  /// The counts of a stopped server.
  public struct Farewell: Sendable, Hashable {
    /// How many requests were answered.
    public var answered: Int
    /// How many connections were turned away, as too many were open.
    public var refused: Int
    /// How many connections had to be cut off at the end.
    public var cut: Int
  }

  /// Begins to serve, with a handler in callback style.
  ///
  /// - Throws: `SocketError` if it cannot listen on the address.
  public init(
    host: String = "127.0.0.1", port: UInt16 = 0, limits: HTTPLimits = HTTPLimits(), on loop: LiveEventLoop,
    callback handler: @escaping Handler
  ) throws(SocketError) {
    self.loop = loop
    self.limits = limits
    self.handler = handler
    let state = LoopConfined(State(), on: loop)
    self.state = state
    let listener = LoopConfined<TCPListener?>(nil, on: loop)
    self.listener = listener
    let server = LoopConfined<Weak?>(nil, on: loop)
    let opened = try TCPListener(host: host, port: port, on: loop) { connection in
      guard let server = server.value?.server else { return connection.close() }
      server.take(connection)
    }
    address = opened.address
    listener.value = opened
    server.value = Weak(server: self)
  }

  /// Begins to serve, with a handler that returns a future.
  ///
  /// - Throws: `SocketError` if it cannot listen on the address.
  public convenience init(
    host: String = "127.0.0.1", port: UInt16 = 0, limits: HTTPLimits = HTTPLimits(), on loop: LiveEventLoop,
    future handler: @escaping @Sendable (HTTPRequest) -> Future<HTTPResponse>
  ) throws(SocketError) {
    try self.init(host: host, port: port, limits: limits, on: loop) { request, completion in
      let answer = handler(request)
      answer.whenComplete(completion)
      return answer
    }
  }

  /// Begins to serve, with an async handler; each request is a task of the loop.
  ///
  /// - Throws: `SocketError` if it cannot listen on the address.
  public convenience init(
    host: String = "127.0.0.1", port: UInt16 = 0, limits: HTTPLimits = HTTPLimits(), on loop: LiveEventLoop,
    async handler: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) throws(SocketError) {
    try self.init(host: host, port: port, limits: limits, on: loop) { request, completion in
      startTask(on: loop, "answer to \(request.path)", completion) { try await handler(request) }
    }
  }

  private struct Weak: Sendable {
    weak let server: HTTPServer?
  }

  /// How many connections are open.
  package var openCount: Int { state.value.connections.count }

  private func take(_ connection: TCPConnection) {
    let number = state.withValue { state -> Int? in
      guard state.connections.count < limits.connections else {
        state.refused += 1
        return nil
      }
      state.nextNumber += 1
      return state.nextNumber
    }
    guard let number else {
      let refusal = HTTPResponse(.unavailable).bytes(isHead: false, keepsAlive: false)
      return connection.send(refusal) { _ in connection.close() }
    }
    let served = HTTPConnection(connection, of: self, number: number)
    state.withValue { $0.connections[number] = served }
    served.begin()
  }

  /// Notes that a request was answered.
  func noteAnswer() {
    state.withValue { $0.answered += 1 }
  }

  /// Notes that a connection is closed.
  func forget(_ number: Int) {
    // Released outside of the access: what the connection holds may use the server when it goes.
    let closed = state.withValue { $0.connections.removeValue(forKey: number) }
    endIfDone()
    withExtendedLifetime(closed) {}
  }

  /// Stops taking connections, closes those that are idle, and lets the others finish their answer.
  ///
  /// - Parameters:
  ///   - limit: After how long the connections that are left are cut off.
  ///   - completion: Called on the loop when no connection is open any more; so is that of each further call of `stop`.
  public func stop(within limit: Duration, completion: @escaping @Sendable (Farewell) -> Void) {
    listener.withValue { $0.take() }?.close()
    let timer = loop.schedule("end of the server's patience", after: limit) { [self] in
      let left = connections
      state.withValue { $0.cut = left.count }
      for connection in left { connection.close() }
    }
    state.withValue { $0.stops.append((timer, completion)) }
    for connection in connections { connection.finish() }
    endIfDone()
  }

  /// The open connections, in the order in which they came.
  private var connections: [HTTPConnection] {
    state.value.connections.sorted { $0.key < $1.key }.map(\.value)
  }

  private func endIfDone() {
    let end = state.withValue { state -> State? in
      guard state.connections.isEmpty, !state.stops.isEmpty else { return nil }
      defer { state.stops = [] }
      return state
    }
    guard let end else { return }
    let farewell = Farewell(answered: end.answered, refused: end.refused, cut: end.cut)
    for stop in end.stops {
      stop.deadline.cancel()
      stop.completion(farewell)
    }
  }
}
