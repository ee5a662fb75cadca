// `braid quiz` with typed lines, with a progress file in any state, and as a handout.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The quiz command` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("cancelled.scenario", ScenarioText.cancelled)
  }

  private func braid(
    _ words: String, columns: Int = 80, typing lines: [String]? = nil
  ) -> (output: String, errors: String, code: ExitCode) {
    let captured = CapturedConsole(
      environment: ["XDG_STATE_HOME": folder.path + "/state", "NO_COLOR": "1", "COLUMNS": "\(columns)"],
      isTerminal: lines != nil)
    var console = captured.console
    if var rest = lines { console.nextLine = { rest.isEmpty ? nil : rest.removeFirst() } }
    let arguments = words.split(separator: " ").map { String($0).replacing("@", with: folder.path) }
    let code = CommandLineInterface.run(arguments: arguments, console: console)
    return (captured.output, captured.errors.replacing(folder.path, with: "@"), code)
  }

  /// The letters of the key of a handout, in order.
  private func key() -> [String] {
    let handout = braid("quiz @/cancelled.scenario").output
    return handout.components(separatedBy: "\nKey\n").last?.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /\d+\. ([a-d]) \[.*\]/).map { String($0.1) }
    } ?? []
  }

  @Test func `no line of a sitting is wider than the terminal`() {
    let sitting = braid("quiz @/cancelled.scenario", columns: 40, typing: ["h", "a", "b"])
    let asked = sitting.output.split(separator: "\n").filter { !$0.contains("q quit >") }
    let widest = asked.max { $0.count < $1.count } ?? ""
    #expect(widest.count <= 40 && widest.count > 30, "\(widest)")
  }

  @Test func `without a terminal it prints the text handout`() {
    let printed = braid("quiz @/cancelled.scenario")
    #expect(printed.code == .success && printed.errors.isEmpty)
    #expect(printed.output.hasPrefix("Quiz: cancelled\n\n1. A run of three-stages\n"))
    #expect(printed.output == braid("quiz @/cancelled.scenario -f text").output)
    #expect(key().count == 2)
  }

  @Test(arguments: [("markdown", "# Quiz: cancelled\n"), ("html", "<!doctype html>\n")])
  func `a format is printed in a terminal, too`(format: String, start: String) {
    #expect(braid("quiz @/cancelled.scenario -f \(format)", typing: []).output.hasPrefix(start))
  }

  @Test func `right answers are counted and not asked again until all are right`() {
    let key = key()
    let wrong = key[1] == "a" ? "b" : "a"
    let first = braid("quiz @/cancelled.scenario", typing: [key[0], wrong])
    #expect(first.code == .success && first.errors.isEmpty)
    #expect(first.output.contains("1 of 2 right.") && first.output.contains("Right: ") && first.output.contains("No: "))
    let second = braid("quiz @/cancelled.scenario", typing: [" \(key[1].uppercased()) "])
    #expect(second.output.contains("1 of 2 were answered rightly before."))
    #expect(second.output.contains("1 of 1: ") && second.output.contains("1 of 1 right."))
    #expect(braid("quiz @/cancelled.scenario", typing: ["q"]).output.contains("1 of 2: "))
  }

  @Test func `a hint, a skip, a slip and the end of the input`() {
    let sitting = braid("quiz @/cancelled.scenario", typing: ["h", "x", "s"])
    #expect(sitting.code == .success)
    #expect(sitting.output.contains("A task's cancellation is a flag.\n"))
    #expect(sitting.output.contains("Answer with one of the letters.\n"))
    #expect(sitting.output.contains("2 of 2: ") && sitting.output.hasSuffix("0 of 0 right.\n"))
  }

  @Test func `a damaged progress file is reported and replaced`() throws {
    try folder.file("state/braid/quiz.json", "not JSON")
    let sitting = braid("quiz @/cancelled.scenario", typing: [key()[0], "q"])
    #expect(sitting.code == .success && sitting.output.contains("1 of 1 right."))
    #expect(
      sitting.errors == "warning: the progress in '@/state/braid/quiz.json' cannot be read; the quiz starts afresh\n")
    #expect(braid("quiz @/cancelled.scenario", typing: ["q"]).errors.isEmpty)
  }

  @Test func `a progress file that cannot be written is reported once`() throws {
    try folder.file("state", "a file where the folder should be")
    let sitting = braid("quiz @/cancelled.scenario", typing: key())
    #expect(sitting.code == .success && sitting.output.contains("2 of 2 right."))
    #expect(sitting.errors.split(separator: "\n").count == 1)
    #expect(sitting.errors.hasPrefix("warning: the progress "))
  }

  @Test func `a state folder that is not absolute is passed over`() {
    #expect(QuizSitting.path(in: ["XDG_STATE_HOME": "here", "HOME": "/h"]) == "/h/.local/state/braid/quiz.json")
    #expect(QuizSitting.path(in: [:]) == nil)
  }

  @Test func `an unknown name is refused`() throws {
    let refused = braid("quiz @/cancelled")
    #expect(refused.code == .notFound)
    try folder.file("slip.scenario", ScenarioText.misspelt)
    #expect(braid("quiz @/slip.scenario").code == .malformedScenario)
  }
}
