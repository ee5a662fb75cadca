// Commands in a terminal: what signals, a new size and a stop leave of it.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite("In a terminal", .timeLimit(.minutes(10)))
struct TerminalProcessTests {
  private let folder: TemporaryFolder
  private let terminal: PseudoTerminal

  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("Scenarios/a.scenario", ScenarioText.success)
    terminal = try PseudoTerminal()
  }

  private func start(_ arguments: String..., environment: [String: String] = [:]) throws -> RunningBraid {
    try RunningBraid(arguments, in: folder, on: terminal, environment: environment)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func `a signal gives the screen, the cursor and the keys back, and the player ends by it`(
    signal: Int32
  ) async throws {
    let braid = try start("step", "a")
    #expect(terminal.reads("q: quit"))
    #expect(!terminal.isInLineMode)
    braid.send(signal)
    #expect(terminal.reads(Self.leave))
    let ending = try await braid.end()
    #expect(signal == SIGINT ? ending.code == 130 : ending.signal == signal)
    #expect(ending.errors == "")
    #expect(terminal.isInLineMode)
    #expect(terminal.screen.hasSuffix(Self.leave))
  }

  @Test func `the quit key ends the player with 0`() async throws {
    let braid = try start("step", "a")
    #expect(terminal.reads("q: quit"))
    try terminal.type("q")
    #expect(try await braid.end().code == 0)
    #expect(terminal.isInLineMode)
  }

  @Test func `the player draws anew when the size of the terminal changes`() async throws {
    let braid = try start("step", "a")
    #expect(terminal.reads("q: quit"))
    terminal.resize(columns: 60, rows: 20)
    braid.send(SIGWINCH)
    #expect(terminal.reads("\u{1B}[2J"))
    #expect(terminal.reads("d: next"))
    // The count of steps is at the right edge of the first line; the terminal itself writes a second CR.
    let line = terminal.screen.components(separatedBy: "\u{1B}[2J").last?.components(separatedBy: "\r").first ?? ""
    let plain = line.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(plain.count == 60, "\(plain)")
    try terminal.type("q")
    #expect(try await braid.end().code == 0)
  }

  @Test(arguments: [true, false])
  func `a stop gives the terminal back, and the player takes it again`(byKey: Bool) async throws {
    let braid = try start("step", "a")
    #expect(terminal.reads("q: quit"))
    if byKey { try terminal.type("\u{1A}") } else { braid.send(SIGTSTP) }
    #expect(terminal.reads(Self.leave))
    #expect(braid.isStoppedNext())
    #expect(terminal.isInLineMode)
    braid.send(SIGCONT)
    #expect(terminal.reads(Self.enter))
    #expect(terminal.reads("q: quit"))
    #expect(!terminal.isInLineMode)
    try terminal.type("q")
    #expect(try await braid.end().code == 0)
  }

  @Test(arguments: [["spinner", "--for", "1h"], ["spinner", "--for", "1h", "--live"]], [SIGINT, SIGTERM, SIGHUP])
  func `a signal clears the line of the spinner`(arguments: [String], signal: Int32) async throws {
    let braid = try RunningBraid(arguments, in: folder, on: terminal)
    #expect(terminal.reads("thinking!"))
    braid.send(signal)
    let ending = try await braid.end()
    #expect(signal == SIGINT ? ending.code == 130 : ending.signal == signal)
    try terminal.terminal.write(contentsOf: Data("<end>".utf8))
    #expect(terminal.reads("<end>"))
    let last = terminal.screen.components(separatedBy: "\r").last ?? ""
    #expect(["<end>", "\u{1B}[2K<end>"].contains(last), "\(last.debugDescription)")
  }

  // MARK: - The quiz

  @Test func `a quiz reports once that its progress cannot be kept, and continues`() async throws {
    try folder.file("Scenarios/b.scenario", ScenarioText.cancelled)
    for environment in [["XDG_STATE_HOME": "/proc/none"], [:], ["XDG_STATE_HOME": folder.path]] {
      // With the last one, a folder lies where the file should be: it can neither be read nor written.
      try FileManager.default.createDirectory(
        atPath: folder.path + "/braid/quiz.json/x", withIntermediateDirectories: true)
      let braid = try start("quiz", environment: environment)
      for _ in 0..<2 {
        #expect(terminal.reads("q quit > "))
        try terminal.type("a\n")
      }
      try terminal.type("q\n")
      terminal.readToEnd(of: braid)
      let ending = try await braid.end()
      #expect(ending.code == 0)
      #expect(ending.errors.components(separatedBy: "warning: the progress cannot be").count == 2, "\(ending.errors)")
    }
  }

  @Test func `the progress of a quiz is written through a link`() async throws {
    try folder.file("far/progress", "{\"answers\":{},\"schemaVersion\":1}")
    try FileManager.default.createDirectory(atPath: folder.path + "/braid", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/braid/quiz.json", withDestinationPath: "../far/progress")
    let braid = try start("quiz", environment: ["XDG_STATE_HOME": folder.path])
    #expect(terminal.reads("q quit > "))
    try terminal.type("a\nq\n")
    #expect(try await braid.end().code == 0)
    #expect(try folder.text(of: "far/progress").contains("answers"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/braid/quiz.json") == "../far/progress")
  }
}
