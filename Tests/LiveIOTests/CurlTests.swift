// The server against curl, where it is installed: a client that this package did not write.

import EventLoops
import Foundation
import LiveIO
import Synchronization
import Testing

@Suite("The HTTP server and curl", .enabled(if: Curl.isInstalled), .timeLimit(.minutes(2)))
struct CurlTests {
  enum Case: String, CaseIterable, CustomTestStringConvertible {
    case plain, absoluteTarget, optionsOfTheServer, hostWithABlank, expectation, chunkedBody

    var testDescription: String { rawValue }

    /// What curl is called with besides what all calls have.
    func arguments(_ server: String) -> [String] {
      let url = "http://\(server)/a?b=c"
      return switch self {
      case .plain: [url]
      // To a proxy curl tells the whole address.
      case .absoluteTarget: ["--proxy", "http://\(server)", "http://example.org/a"]
      case .optionsOfTheServer: ["-X", "OPTIONS", "--request-target", "*", url]
      case .hostWithABlank: ["-H", "Host: a b", url]
      case .expectation: ["-X", "GET", "-H", "Expect: 100-continue", "--data", "body", url]
      case .chunkedBody: ["-X", "GET", "-H", "Transfer-Encoding: chunked", "--data", "body", url]
      }
    }

    /// The status.
    var status: String {
      switch self {
      case .plain, .absoluteTarget, .optionsOfTheServer, .expectation, .chunkedBody: "200"
      case .hostWithABlank: "400"
      }
    }
  }

  @Test(arguments: EchoServer.allCases, Case.allCases)
  func `curl gets the answer that the request deserves`(style: EchoServer, example: Case) throws {
    let loop = LiveEventLoop(name: "http")
    let server = try style.start(on: loop)
    let output = Mutex("")
    let end = loop.expect("end of curl") { (text: String) in
      output.withLock { $0 = text }
      server.stop(within: .seconds(60)) { _ in }
    }
    try Curl.start(example.arguments("127.0.0.1:\(server.address.port)")) { end.deliver($0) }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(output.withLock { $0.hasSuffix(" \(example.status)") }, "\(output.withLock { $0 })")
    if example.status == "200", example != .optionsOfTheServer {
      #expect(output.withLock { $0.hasPrefix("you asked for /a") })
    }
  }
}

/// The program.
enum Curl {
  private static let path = "/usr/bin/curl"

  /// Whether there is one.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Calls it.
  ///
  /// - Parameters:
  ///   - arguments: What it is called with, besides what all calls have.
  ///   - completion: Called on another thread with the body, a blank and the status.
  static func start(_ arguments: [String], _ completion: @escaping @Sendable (String) -> Void) throws {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--silent", "--noproxy", "", "--write-out", " %{http_code}"] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.detachNewThread {
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      completion(String(decoding: data, as: UTF8.self))
    }
  }
}
