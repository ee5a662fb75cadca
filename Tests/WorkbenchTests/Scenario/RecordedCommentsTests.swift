// Comments in expectation blocks, before and after recording.

import Comparison
import Testing

@testable import Workbench

/// Old blocks, what happens now, and the blocks that are recorded.
struct RecordedComments: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let old: String
  let now: String
  let recorded: String
}

struct `A comment of an expectation block` {
  private static let head = "title T\nprogram three-stages\n\n"

  private static let cases = [
    RecordedComments(
      testDescription: "nothing changes",
      old: "expect  # h\n  # a\n  0ms  x\n  0ms  y \"#\"  # b\n# c\n\nexpect async\n\t# d\n  0ms  z # e\n# f\n",
      now: "expect\n  0ms  x\n  0ms  y \"#\"\nexpect async\n  0ms  z\n",
      recorded: "expect  # h\n  # a\n  0ms  x\n  0ms  y \"#\"  # b\n# c\n\nexpect async\n\t# d\n  0ms  z  # e\n# f\n"),
    RecordedComments(
      testDescription: "an event is put before",
      old: "expect\n  # a\n  1ms  x\n  # b\n  2ms  y\n", now: "expect\n  0ms  w\n  1ms  x\n  2ms  y\n  3ms  z\n",
      recorded: "expect\n  0ms  w\n  # a\n  1ms  x\n  # b\n  2ms  y\n  3ms  z\n"),
    RecordedComments(
      testDescription: "its event is another one",
      old: "expect\n  1ms  x\n  # a\n  2ms  y  # b\n  3ms  z\n", now: "expect\n  1ms  x\n  9ms  y\n  3ms  z\n",
      recorded: "expect\n  1ms  x\n  # a\n  # b\n  9ms  y\n  3ms  z\n"),
    RecordedComments(
      testDescription: "its event is gone",
      old: "expect\n  1ms  x\n  2ms  y\n  # a\n  3ms  z\n", now: "expect\n  1ms  x\n",
      recorded: "expect\n  1ms  x\n  # a\n"),
    RecordedComments(
      testDescription: "all events are others",
      old: "expect\n  # a\n  1ms  x\n  # b\n  2ms  y\n", now: "expect\n  5ms  p\n  6ms  q\n  7ms  r\n",
      recorded: "expect\n  # a\n  5ms  p\n  # b\n  6ms  q\n  7ms  r\n"),
    RecordedComments(
      testDescription: "its style is grouped with another",
      old: "expect\n  1ms  x\n\n# g\nexpect async\n  # a\n  2ms  y\n",
      now: "expect\n  1ms  x\nexpect future async\n  2ms  y\n",
      recorded: "expect\n  1ms  x\n\n# g\nexpect future async\n  # a\n  2ms  y\n"),
    RecordedComments(
      testDescription: "its block is gone",
      old: "expect\n  1ms  x\n\n# g\nexpect async  # h\n  # a\n  2ms  y  # b\n", now: "expect\n  1ms  x\n",
      recorded: "expect\n  1ms  x\n# g\n  # h\n  # a\n  # b\n"),
    RecordedComments(
      testDescription: "another block comes between",
      old: "expect\n  1ms  x\n\n# g\n\nexpect future\n  2ms  y\n",
      now: "expect\n  1ms  x\nexpect callback\n  2ms  z\nexpect future\n  2ms  y\n",
      recorded: "expect\n  1ms  x\n\nexpect callback\n  2ms  z\n\n# g\n\nexpect future\n  2ms  y\n"),
    RecordedComments(
      testDescription: "the blocks are in another order, with a statement between",
      old: "expect async\n  # a\n  1ms  x\n# s\nseed 1  # t\nexpect\n  # b\n  2ms  y\n",
      now: "expect\n  2ms  y\nexpect async\n  1ms  x\n",
      recorded: "expect\n  # b\n  2ms  y\n\nexpect async\n  # a\n  1ms  x\n# s\nseed 1  # t\n"),
  ]

  @Test(arguments: cases)
  private func `is kept where it was, or near`(comments: RecordedComments) throws {
    let scenario = try Scenario(ScenarioSource(text: Self.head + comments.old, path: "f"))
    let now = try Scenario(ScenarioSource(text: Self.head + comments.now, path: "f")).expectations.map {
      ExpectationWriter.Block(styles: $0.styles, lines: $0.events.map(\.event))
    }
    let recorded = try scenario.text(replacingExpectationsWith: now)
    #expect(recorded == Self.head + comments.recorded)
    let again = try Scenario(ScenarioSource(text: recorded, path: "f"))
    #expect(try again.text(replacingExpectationsWith: now) == recorded)
  }

  @Test func `is kept though nothing is expected any more`() throws {
    let scenario = try Scenario(
      ScenarioSource(text: Self.head + "expect  # h\n  # a\n  1ms  x\n\n# g\nexpect async\n  2ms  y  # b\n", path: "f"))
    #expect(try scenario.text(replacingExpectationsWith: []) == Self.head + "  # h\n  # a\n# g\n  # b\n")
  }
}
