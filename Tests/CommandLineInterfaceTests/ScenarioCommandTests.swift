// What `list`, `run` and `show` do with scenario files.
//
// Long, because the three share their scenarios.

import Comparison
import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The scenario commands` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("well/success.scenario", ScenarioText.success)
    try folder.file("cancelled.scenario", ScenarioText.cancelled)
  }

  /// Runs a command of the real table; `@` is the temporary folder in the words and in the output.
  private func braid(
    _ words: String, environment: [String: String] = [:], isTerminal: Bool = false
  ) -> Ending {
    let captured = CapturedConsole(environment: environment, isTerminal: isTerminal)
    let arguments = words.split(separator: " ").map { String($0).replacing("@", with: folder.path) }
    let code = CommandLineInterface.run(arguments: arguments, console: captured.console)
    #expect(captured.transcript.count == captured.output.count + captured.errors.count)
    return Ending(
      output: captured.output.replacing(folder.path, with: "@"),
      errors: captured.errors.replacing(folder.path, with: "@"),
      code: code)
  }

  private func record() {
    #expect(braid("run @ --record").code == .success)
  }

  // MARK: - list

  @Test func `list names the scenarios under their folders`() {
    let expected = """
      @:
        cancelled  Cancelled at a reply

      @/well:
        success    All is well

      """
    #expect(braid("list @") == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `list suggests what to do next, on a terminal only`() {
    #expect(braid("list @ --no-color", isTerminal: true).output.hasSuffix("\n\nnext: braid show cancelled\n"))
    #expect(!braid("list @").output.contains("next:"))
  }

  // MARK: - run

  @Test func `run reports for each scenario whether it passed and how the styles differ`() {
    record()
    let expected = """
      ✓ cancelled  differ in requests and replies, steps and cancellation
      ✓ success    agree

      2 scenarios, 3 styles: 2 passed, 0 failed
      The styles agree in 1 and differ in 1.

      """
    #expect(braid("run @") == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `run fails with a diff where a style does not do what is expected`() throws {
    record()
    let text = try folder.text(of: "well/success.scenario")
    try folder.file("well/success.scenario", text.replacing("20ms  step 2", with: "21ms  step 2"))
    let ending = braid("run @/well -s async")
    let expected = """
      ✗ success  FAILED in async; nothing to compare with

      @/well/success.scenario:14: async did not do what is expected (- expected, + found)
          11 10ms step 1
          12 10ms call 2 sent "a"
          13 20ms call 2 replied "b"
        - 14 21ms step 2
        +    20ms step 2
          15 20ms call 3 sent "b"
          16 30ms call 3 replied "c"
          17 30ms step 3

      1 scenario, 1 style: 0 passed, 1 failed

      """
    #expect(ending == Ending(output: expected, errors: "", code: .expectationFailed))
    #expect(braid("run @/well").output.hasPrefix("✗ success  FAILED in all styles; agree\n"))
    #expect(braid("run @/well --color always").output.contains("\u{1B}[1;31m  +    20ms step 2\u{1B}[0m\n"))
  }

  @Test func `run continues after an unusable scenario and ends with its code`() throws {
    try folder.file("slip.scenario", ScenarioText.misspelt)
    try folder.file("void.scenario", "")
    let ending = braid("run @")
    let errors = """
      @/slip.scenario:4:1: error: 'cal' is not a statement
        cal 1    takes 10ms returns "a"
        ^
      help: did you mean 'call'?
      @/void.scenario: error: the file is empty
      help: a scenario begins with 'title' and 'program'

      """
    #expect(ending.errors == errors)
    #expect(ending.output.contains("\n4 scenarios, 3 styles: 0 passed, 2 failed, 2 unusable\n"))
    #expect(ending.code == .malformedScenario)
  }

  @Test func `run prints nothing on the output if no scenario can be used`() throws {
    let slip = try folder.file("slip.scenario", ScenarioText.misspelt)
    let ending = braid("run \(slip.path)")
    #expect(ending.output.isEmpty)
    #expect(ending.code == .malformedScenario)
  }

  @Test func `run checks nothing under another seed`() throws {
    let ending = braid("run @/well --seed 7")
    let expected = """
      - success  not checked; agree

      1 scenario, 3 styles: 0 passed, 0 failed, 1 not checked
      The styles agree in 1 and differ in 0.

      """
    #expect(ending == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `run suggests the first scenario that failed, else the first in which the styles differ`() {
    let failed = braid("run @ --no-color", isTerminal: true).output
    #expect(failed.hasSuffix("\n\nnext: braid show cancelled\n"))
    record()
    #expect(braid("run @/well --no-color", isTerminal: true).output.hasSuffix("differ in 0.\n"))
    #expect(braid("run @ --no-color", isTerminal: true).output.hasSuffix("\n\nnext: braid show cancelled\n"))
  }

  @Test func `run prints one JSON document and reports failures as JSON`() throws {
    record()
    try folder.file("slip.scenario", ScenarioText.misspelt)
    let ending = braid("run @ --json")
    let document = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    let scenarios = try #require(document?["scenarios"] as? [[String: Any]])
    #expect(document?["schema"] as? String == "braid.run")
    #expect(document?["passed"] as? Bool == true)
    #expect(scenarios.compactMap { $0["name"] as? String } == ["cancelled", "success"])
    let errors = """
      {"error":{"code":65,"help":["did you mean 'call'?"],"message":"'cal' is not a statement",\
      "place":"@/slip.scenario:4:1"},"schema":"braid.error","version":1}

      """
    #expect(ending.errors == errors)
    #expect(ending.code == .malformedScenario)
  }

  @Test func `run in ASCII uses nothing else`() {
    record()
    for words in ["run @ --ascii", "show @/cancelled.scenario --ascii", "show @/well/success.scenario --ascii"] {
      #expect(braid(words).output.allSatisfy { $0.isASCII }, "\(words)")
    }
    #expect(braid("run @ --ascii").output.hasPrefix("+ cancelled"))
  }

  // MARK: - run --record

  @Test func `run records a difference without a rule, and names it`() throws {
    try folder.file("unexplained.scenario", ScenarioText.unexplained)
    let recorded = braid("run @/unexplained.scenario --record")
    #expect(recorded.output.contains("  unexplained: outcome — callback and async: finished cancelled at 40ms"))
    #expect(braid("run @/unexplained.scenario").output.contains("no rule"))
    #expect(!braid("run @/well --record").output.contains("unexplained"))
  }

  @Test func `run records what happens, once`() throws {
    let first = braid("run @ --record")
    let expected = """
      updated   @/cancelled.scenario
      updated   @/well/success.scenario

      2 scenarios: 2 updated, 0 unchanged

      """
    #expect(first == Ending(output: expected, errors: "", code: .success))
    #expect(try folder.text(of: "well/success.scenario").contains("\n  30ms  finished \"c\"\n"))
    #expect(braid("run @").code == .success)
    #expect(braid("run @ --record").output.hasSuffix("\n2 scenarios: 0 updated, 2 unchanged\n"))
  }

  @Test func `run records through a link and leaves the permissions as they are`() throws {
    let target = folder.url.appendingPathComponent("cancelled.scenario").path
    let link = folder.url.appendingPathComponent("well/link.scenario").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    #expect(braid("run @/well/link.scenario --record").code == .success)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    #expect(attributes[.posixPermissions] as? NSNumber == 0o640)
    #expect(try folder.text(of: "cancelled.scenario").contains("cancel requested"))
  }

  @Test(arguments: ["--style async", "--seed 1", "--json"])
  func `run records all styles under the scenario's own seed only`(option: String) throws {
    #expect(braid("run @ --record \(option)").code == .usage)
    #expect(try folder.text(of: "well/success.scenario") == ScenarioText.success)
  }

  // MARK: - show

  @Test func `show draws the runs side by side and says why they differ`() {
    let ending = braid("show @/cancelled.scenario -s future -s async", environment: ["COLUMNS": "100"])
    #expect(ending.code == .success)
    #expect(ending.errors.isEmpty)
    let lines = ending.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.prefix(3) == ["Cancelled at a reply", "A task's cancellation is a flag.", ""])
    #expect(lines.dropFirst(3).first?.split(separator: " ") == ["future", "async"])
    #expect(lines.contains { $0.hasPrefix("→ sent  ← replied") })
    #expect(lines.contains("events of the loop:"))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `show names what was left over and where it was made`() throws {
    let text = ScenarioText.success.replacing("call 2   takes 10ms returns \"b\"", with: "call 2   never answers")
    try folder.file("stuck.scenario", text)
    let output = braid("show @/stuck.scenario -s async", environment: ["COLUMNS": "200"]).output
    #expect(output.contains("\nleft behind:\n  async: "))
    #expect(output.contains(#/async: continuation '.*', created at Pipelines\/\S+\.swift:\d+ at 10ms/#))
  }

  @Test func `show is the same every time`() {
    let first = braid("show @/cancelled.scenario")
    for _ in 1...100 {
      #expect(braid("show @/cancelled.scenario") == first)
    }
  }

  // MARK: - Files

  @Test(arguments: [
    ("@/none.scenario", "error: there is no scenario '@/none.scenario'\nhelp: 'braid list' shows what there is\n"),
    (
      "@/empty",
      "error: there is no scenario in '@/empty'\nhelp: the names of scenario files end in '.scenario'\n"
    ),
  ])
  func `what is not there is said before anything runs`(path: String, errors: String) throws {
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
    for command in ["run", "list"] {
      #expect(braid("\(command) @ \(path)") == Ending(output: "", errors: errors, code: .notFound))
    }
  }

  @Test func `a folder is searched through, without hidden files and links to folders`() throws {
    try folder.file("well/deep/er/third.scenario", ScenarioText.success)
    try folder.file("well/.hidden/fourth.scenario", ScenarioText.success)
    try folder.file("well/notes.txt", "")
    try folder.file("well/success-again.scenario", ScenarioText.success)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/well/round", withDestinationPath: folder.path + "/well")
    let files = try ScenarioSearch.files(meantBy: [folder.path + "/well/", folder.path])
    let names = files.map { $0.path.replacing(folder.path, with: "@") }
    #expect(
      names == [
        "@/well/deep/er/third.scenario", "@/well/success.scenario", "@/well/success-again.scenario",
        "@/cancelled.scenario",
      ])
  }

  @Test func `a folder is no scenario to show`() {
    let ending = braid("show @/well")
    #expect(ending.errors == "@/well: error: this is a directory, not a scenario file\n")
    #expect(ending.code == .malformedScenario)
  }

  @Test func `control characters of a file reach no terminal`() throws {
    try folder.file("well/success.scenario", ScenarioText.success.replacing("All is", with: "\u{1B}[31mAll is"))
    for words in ["list @/well", "show @/well/success.scenario", "run @/well"] {
      #expect(!braid(words).output.contains("\u{1B}"), "\(words)")
      #expect(!braid(words).errors.contains("\u{1B}"), "\(words)")
    }
  }
}

@Suite struct `A scenario with several reasons for differences` {
  /// Pipeline 1 is cancelled before its start, and a call of both pipelines is answered twice.
  private static let scenario = """
    title    Answered twice, and cancelled before the start
    program  three-stages

    repeat   2
    call 1   takes 10ms returns "a"
    call 2   takes 10ms returns "b" twice
    call 3   takes 10ms returns "c"
    cancel   1 before start

    """

  @Test func `explains each difference by its own rule`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("several.scenario", Self.scenario)
    let ending = try await ChildProcess.braid("run", file.path, "--json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    let scenario = try #require((document["scenarios"] as? [[String: Any]])?.first)
    let differences = try #require(scenario["differences"] as? [[String: Any]])
    func sentence(_ aspect: String) -> String {
      differences.first { $0["aspect"] as? String == aspect }?["sentence"] as? String ?? ""
    }
    let (start, twice) = ("a task's body begins in a later event", "a callback runs once for each answer")
    for aspect in ["steps", "outcome", "leftovers"] {
      #expect(sentence(aspect).contains(twice), "\(aspect): \(sentence(aspect))")
      #expect(!sentence(aspect).contains(start), "\(aspect): \(sentence(aspect))")
    }
    #expect(sentence("cancellation").contains(start))
    #expect(!sentence("cancellation").contains(twice))
  }
}
