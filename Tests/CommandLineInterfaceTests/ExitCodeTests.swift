// Each documented exit code, by processes that end with it, and closed streams.

import EventLoops
import Foundation
import LiveIO
import Testing

@testable import CommandLineInterface

@Suite("Exit codes", .timeLimit(.minutes(10)))
struct ExitCodeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("empty.scenario", ScenarioText.success)
    try folder.file("slip.scenario", ScenarioText.misspelt)
  }

  /// Command lines by the code that they end with. A port is closed at `@`.
  static let cases: [(ExitCode, [String])] = [
    (
      .success,
      ["", "--version", "list empty.scenario", "run --record empty.scenario", "explore permit-leak-fixed --budget 5"]
    ),
    (.expectationFailed, ["run empty.scenario", "explore permit-leak", "spinner --fail --for 1ms"]),
    (.usage, ["bogus", "run --bogus", "show empty.scenario --frame 1", "step empty.scenario", "flags 7"]),
    (.malformedScenario, ["run slip.scenario", "show slip.scenario", "quiz slip.scenario", "step slip.scenario"]),
    (.notFound, ["run none", "explore none", "fuzz --replay none", "flags CN --live --folder none/none", "notes"]),
    (
      .unavailable,
      [
        "flags CN IN --live --port @", "flags CN --live --compare --port @", "charfinder tcp --host 203.0.113.1",
        "charfinder http --host no.such.host.invalid", "flags serve --host 203.0.113.1 --port 1",
        "flags CN --live --host no.such.host.invalid",
      ]
    ),
    (
      .cannotWrite,
      [
        "show empty.scenario -o none/file", "explore permit-leak --budget 2 --junit .", "list . >&-",
        "run . 1< /dev/null",
      ]
    ),
  ]

  @Test(arguments: cases.flatMap { code, lines in lines.map { (code, $0) } })
  func `a process ends with the documented code`(code: ExitCode, line: String) async throws {
    let loop = LiveEventLoop(name: "closed")
    let listener = try TCPListener(on: loop) { $0.close() }
    let port = listener.address.port
    listener.close()
    let ending = try await Shell.run("$braid \(line.replacing("@", with: "\(port)"))", in: folder)
    #expect(ending.code == code.rawValue, "\(ending)")
    #expect(ending.errors.isEmpty == [.success, .expectationFailed].contains(code), "\(ending)")
  }

  /// The others: a defect, which only a command made for that has, and an interruption, which needs a signal.
  @Test func `every code is reached`() async throws {
    #expect(run("knot reef").code == .internalError)
    let terminal = try PseudoTerminal()
    let braid = try RunningBraid(["spinner", "--for", "1h"], in: folder, on: terminal)
    #expect(terminal.reads("thinking!"))
    braid.send(SIGINT)
    #expect(try await braid.end().code == ExitCode.interrupted.rawValue)
    #expect(Set(Self.cases.map(\.0) + [.internalError, .interrupted]) == Set(ExitCode.allCases))
  }

  @Test func `the help and the list here agree`() async throws {
    let help = try await ChildProcess.braid("--help").output
    for code in ExitCode.allCases { #expect(help.contains("\(code.rawValue)  "), "\(code)") }
  }

  // MARK: - Closed streams

  @Test(arguments: [
    ("run empty.scenario >&-", 74, "error: cannot write the output: it is closed\n"),
    ("--version >&-", 74, "error: cannot write the output: it is closed\n"),
    ("--version 2>&-", 0, ""), ("bogus 2>&-", 64, ""), ("bogus >&-", 64, nil), ("bogus <&- >&- 2>&-", 64, ""),
    ("--version >&- 2>&-", 74, ""),
    ("quiz empty.scenario <&- > /dev/null", 0, ""), ("show empty.scenario -f svg -o x >&-", 0, ""),
    ("explore permit-leak-fixed --junit x >&-", 74, "error: cannot write the output: it is closed\n"),
    ("flags CN <&- > /dev/null", 0, ""),
  ])
  func `a closed stream is an error where something is written to it`(
    line: String, code: Int32, errors: String?
  ) async throws {
    let ending = try await Shell.run("$braid \(line)", in: folder)
    #expect(ending.code == code)
    if let errors { #expect(ending.errors == errors) }
  }

  @Test func `a player without an input refuses`() async throws {
    let ending = try await Shell.run("$braid step empty.scenario <&-", in: folder)
    #expect(ending.code == 64)
    #expect(ending.errors.hasPrefix("error: there is no terminal to step in\n"))
  }
}
