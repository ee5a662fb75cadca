// Text that came from a file or a peer: nothing in it steers or reorders what a terminal shows.

import EventLoops
import Foundation
import LiveIO
import Testing

@testable import CommandLineInterface

@Suite("Hostile text in outputs", .timeLimit(.minutes(10)))
struct HostileTextTests {
  /// What a terminal hides or reorders text by: an override, an isolate, an invisible blank, a mark, a line separator.
  static let hostile = "x\u{202E}\u{2066}\u{200B}\u{FEFF}\u{2028}y"
  /// A string of a scenario with the same, and with controls beyond ASCII as escapes.
  static let string = "\"\\u{85}\\u{9b}31m\\u{1b}[2J\(hostile)\""

  static let scenario = """
    title    A \(hostile)
    program  three-stages
    teaches  B \(hostile)
    request  \(string)

    call 1   takes 10ms returns \(string)
    call 2   takes 10ms fails 503 \(string)

    expect
      0ms    call 1 sent \(string)

    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("Scenarios/worse.scenario", Self.scenario)
    try folder.file("Scenarios/bad\u{202E}name.scenario", Self.scenario)
    try folder.file(
      "Scenarios/thrown.scenario", Self.scenario.replacing("call 2   takes", with: "step 1 throws \(Self.string)\n#"))
    try folder.file("Scenarios/slip.scenario", Self.scenario.replacing("program", with: "pro\u{202E}gram"))
  }

  /// The scalars of a text that a terminal obeys or hides.
  private func hidden(in text: String, isTerminal: Bool = false) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      if scalar == "\n" || isTerminal && (scalar == "\u{1B}" || scalar == "\r") { return false }
      return [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }

  static let commands = [
    ["list"], ["run"], ["run", "worse"], ["show", "worse"], ["show", "worse", "--events"],
    ["show", "worse", "-f", "mermaid"], ["show", "worse", "-f", "svg"], ["show", "worse", "-f", "html"],
    ["explore", "worse"], ["sweep", "cancel", "worse"], ["sweep", "fault", "worse", "--last", "3"],
    ["explore", "worse", "--junit", "-"], ["explore", "worse", "-f", "html"], ["quiz", "worse"],
    ["quiz", "worse", "-f", "markdown"], ["run", "none\u{202E}"], ["show", "bad\u{202E}name"],
    ["replay", "braid\u{202E}"], ["flags", "\u{202E}"], ["show", "thrown"], ["explore", "thrown"],
    ["spinner", "-m", hostile, "--for", "1ms", "--pace", "0"],
    ["bogus\u{9B}"], ["run", "--x\u{202E}"], ["show", "worse", "-o", "none/\u{202E}"],
  ]

  @Test(arguments: commands)
  func `no command prints what a terminal obeys or hides`(words: [String]) async throws {
    let ending = try await ChildProcess.run(ChildProcess.braid, words, in: folder.url)
    #expect(hidden(in: ending.output) == [])
    #expect(hidden(in: ending.errors) == [])
    #expect(!(ending.output + ending.errors).isEmpty)
  }

  @Test(arguments: [
    ["show", "worse"], ["show", "worse", "-f", "jsonl"], ["show", "worse", "-f", "cast"], ["run", "--json"],
  ])
  func `a terminal gets no document as it is`(words: [String]) async throws {
    let terminal = try PseudoTerminal(columns: 100, rows: 30)
    let braid = try RunningBraid(words, in: folder, on: terminal)
    terminal.readToEnd(of: braid)
    _ = try await braid.end()
    #expect(hidden(in: terminal.screen, isTerminal: true) == [])
  }

  @Test func `the player shows none of it`() async throws {
    let terminal = try PseudoTerminal(columns: 100, rows: 40)
    let braid = try RunningBraid(["step", "worse"], in: folder, on: terminal)
    #expect(terminal.reads("q: quit"))
    for _ in 0..<12 {
      try terminal.type("l")
      #expect(terminal.reads("q: quit"))
    }
    try terminal.type("q")
    _ = try await braid.end()
    #expect(hidden(in: terminal.screen, isTerminal: true) == [])
  }

  @Test func `a server shows the queries of its clients with escapes`() async throws {
    for kind in ["tcp", "http"] {
      let terminal = try PseudoTerminal(columns: 100, rows: 40)
      let braid = try RunningBraid(["charfinder", kind, "--port", "0"], in: folder, on: terminal)
      #expect(terminal.reads("until Ctrl-C"))
      let port = try #require(terminal.screen.firstMatch(of: #/:(\d+)/#).flatMap { UInt16($0.output.1) })
      let loop = LiveEventLoop(name: "client")
      TCPConnection.connect(to: "127.0.0.1", port: port, on: loop) { result in
        guard let connection = try? result.get() else { return }
        let text =
          kind == "tcp" ? "a\u{202E}b\n" : "GET /?query=a%E2%80%AEb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        connection.send(Array(text.utf8)) { _ in connection.endWriting() }
        @Sendable func drain() {
          connection.receive { result in
            if let bytes = try? result.get(), !bytes.isEmpty { drain() } else { connection.close() }
          }
        }
        drain()
      }
      _ = loop.run()
      #expect(terminal.reads("query"))
      braid.send(SIGINT)
      #expect(terminal.reads("cut off"))
      #expect(try await braid.end().code == 0)
      #expect(hidden(in: terminal.screen, isTerminal: true) == [])
      #expect(terminal.screen.contains("a\\u{202e}b"))
    }
  }
}
