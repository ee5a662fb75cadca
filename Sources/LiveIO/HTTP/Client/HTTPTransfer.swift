// One request over a connection of its own, and its reply.

import Callbacks
import EventLoops
import Foundation

/// Sends a GET request over TCP and reads the reply. It belongs to its loop.
///
/// Each read is asked for when the bytes of the one before have been checked against the limits: a server that sends
/// faster waits for the system. A cancellation closes the socket at once.
final class HTTPTransfer: Sendable {
  /// Takes an answer, or the address to which the server refers.
  typealias Completion = @Sendable (Result<HTTPOutcome, any Error>) -> Void

  private struct State {
    var parser: HTTPReplyParser
    /// What is waited for: a permit, an address, a connection.
    var step: (any Cancellable)?
    var connection: TCPConnection?
    var hasPermit = false
    var completion: Completion?
  }

  /// How many bytes are read at once.
  private static let pieceSize = 65_536

  private let request: HTTPGetRequest
  private let limits: HTTPLimits
  private let hosts: HTTPHosts
  private let loop: LiveEventLoop
  private let onWord: @Sendable () -> Void
  private let state: LoopConfined<State>

  /// - Parameters:
  ///   - limits: The limits on the reply.
  ///   - hosts: The limit on connections.
  ///   - onWord: Called when the server has sent something.
  ///   - completion: Called once.
  init(
    _ request: HTTPGetRequest, limits: HTTPLimits, hosts: HTTPHosts, on loop: LiveEventLoop,
    onWord: @escaping @Sendable () -> Void, completion: @escaping Completion
  ) {
    (self.request, self.limits, self.hosts, self.loop, self.onWord) = (request, limits, hosts, loop, onWord)
    state = LoopConfined(State(parser: HTTPReplyParser(limits: limits), completion: completion), on: loop)
  }

  /// Begins.
  func begin() {
    step(
      hosts.enter(request.authority) { [self] result in
        guard case .success = result else { return }
        guard isUnderWay else { return hosts.leave(request.authority) }
        state.withValue { $0.hasPermit = true }
        lookUp()
      })
  }

  /// Ends it with a `CancellationError` unless it has ended.
  func cancel() {
    finish(.failure(CancellationError()))
  }

  private var isUnderWay: Bool { state.withValue { $0.completion != nil } }

  /// Notes what is waited for.
  private func step(_ handle: any Cancellable) {
    state.withValue { $0.step = handle }
  }

  private func lookUp() {
    step(
      HostLookup.begin(host: request.host, port: request.port, on: loop) { [self] result in
        guard isUnderWay else { return }
        switch result {
        case .success(let addresses): connect(to: addresses[...])
        case .failure: finish(.failure(URLError(.cannotFindHost)))
        }
      })
  }

  /// Connects to the first address that accepts it.
  private func connect(to addresses: ArraySlice<SocketAddress>) {
    guard let address = addresses.first else { return finish(.failure(URLError(.cannotConnectToHost))) }
    step(
      TCPConnection.connect(to: address, on: loop) { [self] result in
        switch result {
        case .success(let connection):
          guard isUnderWay else { return connection.close() }
          state.withValue { $0.connection = connection }
          send(over: connection)
        case .failure(let error):
          guard isUnderWay else { return }
          guard addresses.count == 1 else { return connect(to: addresses.dropFirst()) }
          finish(.failure(URLError(ofConnecting: error)))
        }
      })
  }

  private func send(over connection: TCPConnection) {
    // A server may reply before it has read the request: a failure to send shows in the reads.
    connection.send(request.bytes) { _ in }
    read(from: connection)
  }

  private func read(from connection: TCPConnection) {
    connection.receive(upTo: Self.pieceSize) { [self] result in
      guard isUnderWay else { return }
      switch result {
      case .success(let bytes):
        if !bytes.isEmpty { onWord() }
        take(bytes, from: connection)
      case .failure: finish(.failure(URLError(.networkConnectionLost)))
      }
    }
  }

  /// Takes a piece of the reply; no bytes are its end.
  private func take(_ bytes: [UInt8], from connection: TCPConnection) {
    let (head, result) = state.withValue { state in
      state.parser.append(bytes)
      let result = Result { () throws(HTTPReplyFault) -> HTTPReply? in
        bytes.isEmpty ? try state.parser.end() : try state.parser.next()
      }
      return (state.parser.head, result)
    }
    // The body of a redirection is not read, whatever it is.
    if let location = head?.redirection { return finish(.success(.redirection(to: location))) }
    switch result {
    case .success(nil): read(from: connection)
    case .success(let reply?):
      finish(.success(.answer(HTTPClient.Answer(status: reply.status, body: Data(reply.body)))))
    case .failure(let fault): finish(.failure(error(of: fault)))
    }
  }

  private func error(of fault: HTTPReplyFault) -> any Error {
    switch fault {
    case .malformed, .framingTooLarge: URLError(.cannotParseResponse)
    case .headTooLarge: HTTPClientFailure.headTooLarge(limit: limits.head)
    case .bodyTooLarge: HTTPClientFailure.bodyTooLarge(limit: limits.body)
    case .unknownCoding: URLError(.cannotDecodeContentData)
    case .incomplete: URLError(.badServerResponse)
    }
  }

  /// Releases what it has and completes.
  private func finish(_ result: Result<HTTPOutcome, any Error>) {
    let held = state.withValue { state -> State? in
      guard state.completion != nil else { return nil }
      defer { state = State(parser: HTTPReplyParser(limits: limits)) }
      return state
    }
    guard let held else { return }
    held.step?.cancel()
    held.connection?.close()
    if held.hasPermit { hosts.leave(request.authority) }
    held.completion?(result)
  }
}

extension HTTPReply {
  /// The address to which the reply refers, as the field has it; nil if the reply redirects nowhere.
  fileprivate var redirection: String? {
    [301, 302, 303, 307, 308].contains(status) ? header("location") : nil
  }
}
