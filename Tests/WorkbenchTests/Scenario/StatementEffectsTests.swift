// Warnings about statements that name what the program does not have.

import Comparison
import Pipelines
import Testing

@testable import Workbench

/// A statement without effect, in a program, and the warning.
struct Ineffective: Sendable, CustomTestStringConvertible {
  let program: String
  let statements: String
  let message: String
  var column = 1
  var help: [String] = []

  var testDescription: String { "\(program): \(statements)" }
}

struct `A statement without effect` {
  private static let cases = [
    Ineffective(
      program: "three-stages", statements: "call 4 never answers",
      message: "the program 'three-stages' makes no call '4'", column: 6, help: ["its calls are 1, 2 and 3"]),
    Ineffective(
      program: "three-stages", statements: "call foo returns \"x\"",
      message: "the program 'three-stages' makes no call 'foo'", column: 6, help: ["its calls are 1, 2 and 3"]),
    Ineffective(
      program: "spinner", statements: "call 1 returns \"x\"", message: "the program 'spinner' makes no call '1'",
      column: 6, help: ["its calls are slow"]),
    Ineffective(
      program: "three-stages", statements: "cancel on sent 4", message: "the program 'three-stages' makes no call '4'",
      column: 16, help: ["its calls are 1, 2 and 3"]),
    Ineffective(
      program: "recovery", statements: "cancel on reply two", message: "the program 'recovery' makes no call 'two'",
      column: 17, help: ["its calls are 1, 2 and 3"]),
    Ineffective(
      program: "three-stages", statements: "step 4 makes \"x\"", message: "the program 'three-stages' has no step 4",
      column: 6, help: ["its steps are 1, 2 and 3"]),
    Ineffective(
      program: "spinner", statements: "step 1 throws \"x\"", message: "the program 'spinner' has no step 1", column: 6,
      help: ["its steps are none"]),
    Ineffective(
      program: "three-stages", statements: "recover 2 with \"x\"",
      message: "the program 'three-stages' does not recover from a failure of call '2'", column: 9,
      help: ["programs with recoveries: recovery"]),
    Ineffective(
      program: "recovery", statements: "recover 3 with \"x\"",
      message: "the program 'recovery' does not recover from a failure of call '3'", column: 9,
      help: ["it recovers from failures of 2"]),
    Ineffective(
      program: "three-stages", statements: "client leaves at 1ms",
      message: "the program 'three-stages' has no session with a client",
      help: ["programs with a session: character-finder"]),
    Ineffective(
      program: "downloads", statements: "request \"x\"", message: "no call of the program 'downloads' takes the request"
    ),
    Ineffective(
      program: "character-finder", statements: "latency 1ms",
      message: "the program 'character-finder' makes no calls"),
    Ineffective(
      program: "downloads", statements: "call XY never answers", message: "the program 'downloads' makes no call 'XY'",
      column: 6,
      help: [
        "its calls are CODE, where CODE is a code of 'codes', such as US, or with 'items' a name such as item-1"
      ]),
    Ineffective(
      program: "several-requests", statements: "call US never answers\nwith codes \"BR CN\"",
      message: "the program 'several-requests' makes no call 'US'", column: 6,
      help: ["its calls are BR, BR metadata, CN and CN metadata"]),
  ]

  private func warnings(_ program: String, _ statements: String) throws -> [ScenarioDiagnostic] {
    try Scenario(ScenarioSource(text: "title T\nprogram \(program)\n\(statements)\n", path: "f.scenario")).warnings
  }

  @Test(arguments: cases)
  private func `is warned about, with its place and the names that there are`(ineffective: Ineffective) throws {
    let warning = try #require(warnings(ineffective.program, ineffective.statements).first)
    #expect(warning.message == ineffective.message + ", so this has no effect")
    #expect(warning.help == ineffective.help)
    #expect(warning.severity == .warning)
    #expect(warning.line == 3)
    #expect(warning.column == ineffective.column)
    #expect(
      warning.description.hasPrefix("f.scenario:3:\(ineffective.column): warning: the program")
        || warning.description.hasPrefix("f.scenario:3:\(ineffective.column): warning: no call"))
  }

  @Test func `is warned about once for each part, and twenty times at most`() throws {
    #expect(try warnings("spinner", "client sends \"a\" at 1ms\nclient closes at 2ms\nclient leaves at 3ms").count == 1)
    let many = (1...30).map { "call x\($0) never answers\n" }.joined()
    #expect(try warnings("spinner", many).count == 20)
  }

  @Test func `is a range that is narrower than the step in which latencies are chosen`() throws {
    for statement in ["latency 100us..900us", "call 2 takes 100us..900us returns \"a\""] {
      let warning = try #require(warnings("three-stages", statement).first, "\(statement)")
      let column = statement.hasPrefix("latency") ? 9 : 14
      #expect(
        warning.description.hasPrefix(
          "f.scenario:3:\(column): warning: the range '100us..900us' is narrower than a millisecond, and latencies are "
            + "chosen in whole milliseconds from its lower end, so the latency is always 100us"))
      #expect(warning.help == ["make the range a millisecond wide or more, or write 100us alone"])
    }
    let attempts = "call 1 takes 1ms..1.5ms fails 503 \"Busy\" then takes 2ms..2.999999ms returns \"a\""
    #expect(try warnings("three-stages", attempts).map(\.column) == [14, 53])
    #expect(try warnings("three-stages", "latency 100us..1100us").isEmpty)
    #expect(try warnings("three-stages", "latency 1ms..1ms").isEmpty)
  }

  @Test func `is none that names what the program has`() throws {
    let statements = """
      request "x"
      call 1 returns "a"
      call "3" never answers
      step 3 makes "x"
      cancel on sent 2
      cancel on reply 3
      latency 1ms
      capacity 3
      """
    #expect(try warnings("three-stages", statements).isEmpty)
    #expect(try warnings("downloads", "with items 10000\ncall item-00017 never answers").isEmpty)
    #expect(try warnings("character-finder", "client leaves at 1ms").isEmpty)
  }
}
