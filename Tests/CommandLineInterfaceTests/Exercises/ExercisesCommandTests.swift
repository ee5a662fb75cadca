// `braid exercises`: the list, the next exercise, its first failure, and the run after each save.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite(.serialized) struct `The exercises command` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs the command in the package's folder, with tests that print the given outputs one after another.
  private func braid(
    _ words: String..., printing outputs: [(output: String, code: Int32)] = []
  ) -> (output: String, errors: String, code: ExitCode, filters: [String]) {
    let captured = CapturedConsole(environment: ["XDG_STATE_HOME": folder.path, "NO_COLOR": "1"])
    var console = captured.console
    var (rest, filters) = (outputs, [String]())
    console.runTest = { filter in
      filters.append(filter)
      return rest.isEmpty ? nil : rest.removeFirst()
    }
    let code = CommandLineInterface.run(arguments: ["exercises"] + words, console: console)
    return (captured.output, captured.errors, code, filters)
  }

  private let knownIssue = """
    ✘ Test "x" with 1 argument attempt → yours recorded a known issue at Exercise3ThreeInARow.swift:20:7
    ↳ set 'isBegun' to true, and make it right
    ↳ what the chain delivers: expected ["60ms saved"], found ["50ms 3 orders"]
    """

  @Test func `lists every track, and all exercises of it`() {
    let list = braid()
    #expect(list.code == .success && list.errors.isEmpty)
    #expect(list.output.hasPrefix("0 of 24 exercises are done\n\norder\n   3  Three in a row "))
    for track in Exercise.Track.allCases { #expect(list.output.contains("\n\(track.title)\n")) }
    #expect(list.output.split(separator: "\n").count { $0.hasSuffix(" open") } == 24)
  }

  @Test func `runs the next exercise, and prints its hint and its first failure`() {
    let next = braid("next", printing: [(knownIssue, 0)])
    #expect(next.code == .expectationFailed && next.filters == ["Exercise3ThreeInARow"])
    #expect(next.output.hasPrefix("3. Three in a row\n  file     Tests/ExerciseTests/ThreeInARow/ThreeInARow.swift\n"))
    #expect(next.output.contains("  hint     Compare the second link"))
    #expect(
      next.output.hasSuffix(
        """
        what the chain delivers: expected ["60ms saved"], found ["50ms 3 orders"]
        to begin, set 'isBegun' to true in the file

        """))
  }

  @Test func `refuses a number that no exercise has`() {
    let unknown = braid("25")
    #expect(unknown.code == .notFound)
    #expect(unknown.errors.contains("there is no exercise '25'") && unknown.errors.contains("from 1 to 24"))
  }

  @Test func `says when no test can be run`() {
    let failed = braid("1")
    #expect(failed.code == .notFound && failed.errors.contains("'swift test' cannot be run"))
  }

  @Test func `remembers an exercise for as long as its file is the one that passed`() throws {
    let exercise = try #require(Exercise.all.first)
    let work = try TemporaryFolder()
    let begun = "static let isBegun = true\n"
    try work.file(exercise.path, begun)
    let file = work.path + "/" + exercise.path
    var progress = ExerciseProgress(contentsOf: nil)
    #expect(progress.state(of: exercise, below: work.path) == .begun)
    progress.remember(exercise, passes: true, below: work.path)
    #expect(progress.state(of: exercise, below: work.path) == .done)
    let kept = folder.path + "/progress/exercises.json"
    try progress.write(to: kept)
    #expect(ExerciseProgress(contentsOf: kept).state(of: exercise, below: work.path) == .done)
    try (begun + "// changed\n").write(toFile: file, atomically: true, encoding: .utf8)
    #expect(progress.state(of: exercise, below: work.path) == .begun)
    try "static let isBegun = false\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(progress.state(of: exercise, below: work.path) == .open)
    try FileManager.default.removeItem(atPath: file)
    #expect(progress.state(of: exercise, below: work.path) == nil)
  }

  @Test func `watching waits for a change of the file, and ends when the test passes or the user interrupts`() throws {
    let exercise = try #require(Exercise.all.first)
    let work = try TemporaryFolder()
    try work.file(exercise.path, "static let isBegun = true\n")
    let file = work.path + "/" + exercise.path
    var (saves, pauses) = (["static let isBegun = true // better\n"], 0)
    let captured = CapturedConsole(environment: ["NO_COLOR": "1"])
    var console = captured.console
    var outputs: [(output: String, code: Int32)] = [("↳ answers: expected 1, found 2", 1), ("", 0)]
    console.runTest = { _ in outputs.removeFirst() }
    console.beginPlaying = {
      { _ in
        pauses += 1
        if pauses == 3 { try? saves.removeFirst().write(toFile: file, atomically: true, encoding: .utf8) }
        return pauses < 10
      }
    }
    let line = LineParser.parse(["exercises", "1", "--watch"], commands: CommandTable.all)
    let invocation = Invocation(line: line, console: console, commands: CommandTable.all)
    var session = ExerciseSession(
      exercise, progress: ExerciseProgress(contentsOf: nil), path: nil, root: work.path, invocation)
    #expect(try session.watch() == .success)
    #expect(pauses == 3 && outputs.isEmpty)
    #expect(captured.output.contains("answers: expected 1, found 2\nwaiting for a change of the file\n"))
    #expect(captured.output.contains("passed: compare it with AnswerOnceSolution.swift beside it\n"))

    outputs = [("↳ answers: expected 1, found 2", 1)]
    pauses = 5
    #expect(try session.watch() == .interrupted)
  }

  @Test(arguments: [
    ("", 0 as Int32, true, ExerciseOutcome.passed),
    ("  ↳ a: expected 1, found 2\n↳ b: expected 1, found 2", 1, true, .differs("a: expected 1, found 2")),
    ("↳ a: expected 1, found 2", 0, false, .differs("a: expected 1, found 2")),
    ("/x/A.swift:3:4: error: no", 1, true, .notBuilt(["/x/A.swift:3:4: error: no"])),
    ("nothing that is known", 1, true, .failed), ("", 0, false, .failed),
  ])
  func `reads what a test says`(output: String, code: Int32, isBegun: Bool, expected: ExerciseOutcome) {
    #expect(ExerciseOutcome(output: output, code: code, isBegun: isBegun) == expected)
  }
}
