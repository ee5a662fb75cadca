// Downloads as a process, from servers that are not there, never end, or send what no terminal should get.

import EventLoops
import Foundation
import LiveIO
import Testing

@testable import CommandLineInterface

@Suite("Downloads from hostile servers", .timeLimit(.minutes(10)))
struct HostileServerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Downloads from a server that answers each request by `answer`, on a loop that runs meanwhile.
  private func flags(
    _ words: String, from answer: @escaping @Sendable (TCPConnection, LiveEventLoop) -> Void
  ) async throws -> ProcessEnding {
    let loop = LiveEventLoop(name: "server")
    let listener = try TCPListener(on: loop) { connection in
      connection.receive(upTo: 65_536) { result in
        guard let bytes = try? result.get(), !bytes.isEmpty else { return connection.close() }
        answer(connection, loop)
      }
    }
    let port = listener.address.port
    DispatchQueue.global().async { _ = loop.run() }
    defer { loop.post { loop.stop() } }
    return try await ChildProcess.run(
      ChildProcess.braid, words.split(separator: " ").map { $0 == "@" ? "\(port)" : String($0) } + ["--folder", "out"],
      in: folder.url)
  }

  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nConnection: close\r\n"

  /// Sends pieces until the other side is gone.
  private static func sendForever(_ piece: [UInt8], on connection: TCPConnection) {
    connection.send(piece) { result in
      if case .success = result { sendForever(piece, on: connection) } else { connection.close() }
    }
  }

  /// Sends a byte again and again, until the other side is gone.
  private static func trickle(on connection: TCPConnection, _ loop: LiveEventLoop) {
    connection.send([65]) { result in
      guard case .success = result else { return connection.close() }
      loop.schedule(after: .milliseconds(50)) { trickle(on: connection, loop) }
    }
  }

  @Test func `a server that is not there ends with 69 and the reason`() async throws {
    let loop = LiveEventLoop(name: "closed")
    let listener = try TCPListener(on: loop) { $0.close() }
    let port = listener.address.port
    listener.close()
    for words in ["CN IN US", "CN IN US -v", "CN IN US --compare", "CN"] {
      let ending = try await ChildProcess.run(
        ChildProcess.braid, ["flags", "--live", "--port", "\(port)"] + words.split(separator: " ").map(String.init),
        in: folder.url)
      #expect(ending.code == 69)
      #expect(
        ending.errors == """
          error: no answer from 127.0.0.1:\(port): nothing listens there
          help: 'braid flags serve' runs such a server

          """)
    }
  }

  @Test func `some failures end with 1, and each reason is printed once`() async throws {
    let ending = try await flags("flags B --live --port @") { connection, _ in
      connection.send(Array("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)) { _ in
        connection.close()
      }
    }
    #expect(ending.code == 1)
    #expect(ending.output.contains("26 errors: 503 "), "\(ending.output)")
  }

  @Test(arguments: ["", "Content-Length: 99999999999\r\n", "Transfer-Encoding: chunked\r\n"])
  func `a body that never ends is cut off at the limit`(field: String) async throws {
    let piece = [UInt8](repeating: 65, count: 65_536)
    let chunk = field.hasPrefix("Transfer") ? Array("10000\r\n".utf8) + piece + Array("\r\n".utf8) : piece
    // No limit on the time ends it within the time of the test.
    let ending = try await flags("flags CN --live --port @ --timeout 20min") { connection, _ in
      connection.send(Array("\(Self.head)\(field)\r\n".utf8)) { _ in Self.sendForever(chunk, on: connection) }
    }
    #expect(ending.code == 69)
    #expect(ending.errors.contains(": its body is longer than 1000000 bytes\n"), "\(ending)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").isEmpty)
  }

  @Test func `a reply that comes a byte at a time is cut off at the deadline`() async throws {
    for start in [Self.head + "\r\n", Self.head + "X-Slow: "] {
      let ending = try await flags("flags CN --live --port @ --timeout 300ms") { connection, loop in
        connection.send(Array(start.utf8)) { _ in Self.trickle(on: connection, loop) }
      }
      #expect(ending.code == 69)
      #expect(ending.errors.contains(": its reply took longer than 300ms\n"), "\(ending)")
    }
  }

  @Test func `header fields that never end are cut off`() async throws {
    let ending = try await flags("flags CN --live --port @ --timeout 20s") { connection, _ in
      connection.send(Array(Self.head.utf8)) { _ in
        Self.sendForever(Array("X-More: \(String(repeating: "a", count: 1_000))\r\n".utf8), on: connection)
      }
    }
    #expect(ending.code == 69, "\(ending)")
    #expect(ending.errors.contains(": the head of its reply is longer than 64000 bytes, or has too many fields\n"))
  }

  @Test func `a server that refers to an encrypted one is not followed`() async throws {
    let ending = try await flags("flags CN --live --port @ --timeout 5s") { connection, _ in
      let reply = "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
      connection.send(Array(reply.utf8)) { _ in connection.close() }
    }
    #expect(ending.code == 69)
    #expect(
      ending.errors.contains("no answer from 127.0.0.1: its address is of a scheme that cannot be fetched here\n"),
      "\(ending)")
  }

  @Test(arguments: ["SSH-2.0-OpenSSH\r\n", "HTTP/1.1 banana\r\n\r\n", "\u{1B}[2J\u{202E}\r\n\r\n"])
  func `an answer that is no HTTP is described in words`(text: String) async throws {
    let ending = try await flags("flags CN --live --port @ --timeout 5s") { connection, _ in
      connection.send(Array(text.utf8)) { _ in connection.close() }
    }
    #expect(ending.code == 69)
    #expect(ending.errors.contains(": what it answered is no HTTP\n"), "\(ending)")
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"])
  func `a reply that breaks off is described in words`(text: String) async throws {
    let ending = try await flags("flags CN --live --port @ --timeout 5s") { connection, _ in
      connection.send(Array(text.utf8)) { _ in connection.close() }
    }
    #expect(ending.code == 69)
    #expect(ending.errors.contains(": it sent no complete HTTP reply\n"), "\(ending)")
  }

  @Test(arguments: [
    ("charfinder tcp --host 203.0.113.1", "this machine has no such address"),
    ("charfinder http --host 203.0.113.1", "this machine has no such address"),
    ("lab --host 203.0.113.1", "this machine has no such address"),
    ("flags serve --host 1.2.3.4.5", "give an address such as 127.0.0.1"),
    ("charfinder tcp --host 256.256.256.256", "give an address such as 127.0.0.1"),
  ])
  func `a host on which no server can be is not blamed on the port`(words: String, advice: String) async throws {
    let ending = try await ChildProcess.run(ChildProcess.braid, words.split(separator: " ").map(String.init))
    #expect(ending.code == 69)
    #expect(ending.errors.contains("help: \(advice)"), "\(ending.errors)")
    #expect(!ending.errors.contains("port"))
  }

  @Test func `a host with what steers a terminal is shown with escapes`() async throws {
    let ending = try await ChildProcess.braid("flags", "serve", "--host", "a\u{1B}[2J\u{202E}b")
    #expect(ending.code == 69)
    #expect(ending.errors.contains("a\\u{1B}[2J\\u{202E}b"), "\(ending.errors)")
  }
}
