// Writing expectations: other expectations in a scenario's text, and no other byte changed.

import Comparison
import EventLoops
import Testing

@testable import Workbench

struct `Writing expectations` {
  private typealias Block = ExpectationWriter.Block

  private static let blocks = [
    Block(
      styles: [],
      lines: [
        StyleRun.Line(when: .at(.zero), text: "call 1 sent \"a  b # c\""),
        StyleRun.Line(when: .at(.milliseconds(1_500)), text: "finished"),
        StyleRun.Line(when: .at(Instant(nanoseconds: 1_234_567)), text: "step 1"),
        StyleRun.Line(when: .end, text: "leftover completion \"call 2\""),
      ]),
    Block(styles: [.callback, .async], lines: [StyleRun.Line(when: .at(.milliseconds(30)), text: "caught")]),
    Block(styles: [.future], lines: []),
  ]

  private static let written = """
    expect
      0ms         call 1 sent "a  b # c"
      1.5s        finished
      1234.567us  step 1
      end         leftover completion "call 2"

    expect callback async
      30ms        caught

    expect future

    """

  private static let head = "title T\nprogram three-stages\n"

  /// The blocks of a scenario, without their places in the file.
  private func blocks(of scenario: Scenario) -> [Block] {
    scenario.expectations.map { Block(styles: $0.styles, lines: $0.events.map(\.event)) }
  }

  /// A text in front of the blocks, one behind, the same after recording.
  static let places: [(String, String, String, String)] = [
    ("no block, at the end", "", "\n", ""),
    ("no block, behind a blank line", "\n", "\n", ""),
    ("no block and no line feed at the end", "seed 1", "seed 1\n\n", ""),
    ("no block, behind blanks", "seed 1\n \t", "seed 1\n \t\n", ""),
    ("one block", "\nexpect\n  0ms x\n", "\n", ""),
    ("one block without a line feed", "\nexpect", "\n", ""),
    ("one block, a statement behind it", "expect\n\n  0ms x\nseed 1  # x\n", "", "seed 1  # x\n"),
    ("two blocks", "\n\nexpect\n  0ms x\n\n\t\nexpect async\n  0ms y\n\n\nseed 1", "\n\n", "\n\nseed 1"),
    ("three blocks", "expect future\nexpect\nexpect async\n\n", "", "\n"),
    ("blocks apart", "expect\n  0ms x\n\nseed 1\n\nexpect async\n", "", "\nseed 1\n\n"),
  ]

  @Test(arguments: places)
  func `puts the blocks in the place of the old ones`(
    what: String, text: String, before: String, after: String
  ) throws {
    let scenario = try Scenario(ScenarioSource(text: Self.head + text, path: "f"))
    let recorded = try scenario.text(replacingExpectationsWith: Self.blocks)
    #expect(recorded == Self.head + before + Self.written + after)
    let again = try Scenario(ScenarioSource(text: recorded, path: "f"))
    #expect(blocks(of: again) == Self.blocks)
    #expect(again.plan == scenario.plan)
    #expect(try again.text(replacingExpectationsWith: Self.blocks) == recorded)
  }

  @Test(arguments: places)
  func `of nothing takes the blocks away`(what: String, text: String, before: String, after: String) throws {
    let scenario = try Scenario(ScenarioSource(text: Self.head + text, path: "f"))
    let recorded = try scenario.text(replacingExpectationsWith: [])
    #expect(recorded == Self.head + (scenario.expectations.isEmpty ? text : before + after))
    #expect(try Scenario(ScenarioSource(text: recorded, path: "f")).expectations.isEmpty)
  }

  @Test func `keeps every other byte: the mark, line ends, blanks, letters in two forms`() throws {
    let text =
      "\u{FEFF}title e\u{301} \u{E9}  \r\nprogram\tthree-stages\n\r\nexpect\r\n  0ms x\r\n#  \u{2028}\t\nseed 1"
    let scenario = try Scenario(ScenarioSource(text: text, path: "f"))
    let recorded = try scenario.text(replacingExpectationsWith: [Block(styles: [], lines: [])])
    #expect(Array(recorded.utf8) == Array(text.replacing("  0ms x\r\n", with: "").utf8))
  }

  @Test func `writes lines that end as the first one does`() throws {
    let scenario = try Scenario(ScenarioSource(text: "title T\r\nprogram recovery\n", path: "f"))
    let recorded = try scenario.text(replacingExpectationsWith: [Self.blocks[1]])
    let expected = "title T\r\nprogram recovery\n\r\nexpect callback async\r\n  30ms  caught\r\n"
    #expect(Array(recorded.utf8) == Array(expected.utf8))
  }

  @Test(arguments: ["", " x", "x ", "x  y", "a #b", "\"open", "x\ny", "x\u{1B}", "a\u{A0}b", "x\r"])
  func `refuses an event that would not read back`(text: String) throws {
    let scenario = try Scenario(ScenarioSource(text: Self.head, path: "f"))
    let event = StyleRun.Line(when: .end, text: text)
    let error = #expect(throws: ScenarioError.self) {
      try scenario.text(replacingExpectationsWith: [Block(styles: [], lines: [event])])
    }
    #expect(error?.kind == .unrecordable)
    #expect(error?.description.contains("cannot be written as a line") == true)
  }

  @Test func `refuses what would be too large to be read`() throws {
    let scenario = try Scenario(ScenarioSource(text: Self.head, path: "f"))
    let long = StyleRun.Line(when: .end, text: String(repeating: "x", count: 5_000))
    let error = #expect(throws: ScenarioError.self) {
      try scenario.text(replacingExpectationsWith: [Block(styles: [], lines: [long])])
    }
    #expect(error?.kind == .unrecordable)
    #expect(
      error?.description == """
        f: error: an event that happened does not fit into a line of 4096 characters, the limit
        help: check a scenario in which less happens: fewer pipelines, calls or clients, or shorter texts
        """)
    let many = (0..<20_000).map { StyleRun.Line(when: .end, text: "event \($0) of many, each with a text of its own") }
    let large = #expect(throws: ScenarioError.self) {
      try scenario.text(replacingExpectationsWith: [Block(styles: [], lines: many)])
    }
    #expect(large?.kind == .unrecordable)
    #expect(large?.description.hasPrefix("f: error: what happened does not fit into a scenario file: with it ") == true)
    let countless = Array(repeating: StyleRun.Line(when: .end, text: "x"), count: 100_001)
    let uncounted = #expect(throws: ScenarioError.self) {
      try scenario.text(replacingExpectationsWith: [Block(styles: [], lines: countless)])
    }
    #expect(
      uncounted?.diagnostics.first?.message == "100001 events happened, and a scenario may expect 100000")
  }

  @Test func `of a run says what happened in every style`() throws {
    let scenario = try scenario("request \"user\"\ncall 2 takes 20ms fails 503 \"Service Unavailable\"\n")
    let recorded = try scenario.text(expecting: ScenarioRunner.run(scenario).comparison.runs)
    let again = try Scenario(ScenarioSource(text: recorded, path: "f.scenario"))
    #expect(again.expectations.first?.events.isEmpty == false)
    #expect(ScenarioRunner.run(again).passed)
    #expect(try again.text(expecting: ScenarioRunner.run(again).comparison.runs) == recorded)
  }
}
