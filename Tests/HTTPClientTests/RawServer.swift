// A server that answers with raw bytes, for tests of what a client does with them.

import EventLoops
import Foundation
import LiveIO

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Reads a request of each connection, answers it by a closure, and then reads until the client has closed.
struct RawServer: Sendable {
  /// The conversations so far.
  struct Log {
    /// The requests, in the order in which they came.
    var requests: [String] = []
    /// How many connections the client has closed, and when it closed the last one.
    var closed = 0
    var lastClose = Instant.zero
  }

  let log: LoopConfined<Log>
  private let listener: TCPListener

  init(
    on loop: LiveEventLoop, host: String = "127.0.0.1",
    _ answer: @escaping @Sendable (_ connection: TCPConnection, _ request: String) -> Void
  ) throws {
    let log = LoopConfined(Log(), on: loop)
    self.log = log
    listener = try TCPListener(host: host, on: loop) { connection in
      connection.receive(upTo: 65_536) { result in
        guard let bytes = try? result.get(), !bytes.isEmpty else { return connection.close() }
        let request = String(decoding: bytes, as: UTF8.self)
        log.withValue { $0.requests.append(request) }
        answer(connection, request)
        @Sendable func drain() {
          connection.receive { result in
            if let bytes = try? result.get(), !bytes.isEmpty { return drain() }
            log.withValue { ($0.closed, $0.lastClose) = ($0.closed + 1, loop.now) }
            connection.close()
          }
        }
        drain()
      }
    }
  }

  /// A server that sends a text and closes.
  init(on loop: LiveEventLoop, sending text: String) throws {
    try self.init(on: loop) { connection, _ in
      connection.send(Array(text.utf8)) { _ in connection.endWriting() }
    }
  }

  var port: UInt16 { listener.address.port }

  /// The URL of a path.
  func url(_ path: String = "/") throws -> URL {
    guard let url = URL(string: "http://\(listener.address)\(path)") else { throw URLError(.badURL) }
    return url
  }

  func close() {
    listener.close()
  }

  /// Sends a piece again and again, until the other side is gone.
  ///
  /// - Parameter onPiece: Called with each piece that the system has taken.
  static func sendForever(
    _ piece: [UInt8], on connection: TCPConnection, onPiece: @escaping @Sendable () -> Void = {}
  ) {
    connection.send(piece) { result in
      guard case .success = result else { return }
      onPiece()
      sendForever(piece, on: connection, onPiece: onPiece)
    }
  }
}

extension HTTPClient {
  /// The result of getting what is at a URL, on a loop that runs until nothing is left; the client and the server are
  /// closed then.
  static func result(
    of path: String = "/", from server: RawServer, on loop: LiveEventLoop, by client: HTTPClient
  ) throws -> (result: Result<Answer, any Error>?, report: Report) {
    let url = try server.url(path)
    let ended = LoopConfined<Result<Answer, any Error>?>(nil, on: loop)
    loop.post {
      client.get(url) { result in
        ended.value = result
        client.close()
        server.close()
      }
    }
    let report = loop.run()
    return (ended.value, report)
  }
}

extension HTTPClient.Answer {
  /// The body as a text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// The code of a result's error; nil for any other result.
func code(of result: Result<HTTPClient.Answer, any Error>?) -> URLError.Code? {
  guard case .failure(let error as URLError) = result else { return nil }
  return error.code
}

/// The client's limit that a result has exceeded; nil for any other result.
func excess(of result: Result<HTTPClient.Answer, any Error>?) -> HTTPClientFailure? {
  guard case .failure(let error as HTTPClientFailure) = result else { return nil }
  return error
}
