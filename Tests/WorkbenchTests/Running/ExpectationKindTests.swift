// Partial and unordered expectations: what they allow, what they do not, and how a miss is explained.

import Comparison
import EventLoops
import Testing

@testable import Workbench

struct ExpectationKindTests {
  /// Lines from letters: `a` happens at 1 ms, `b` at 2 ms, and so on.
  private func lines(_ letters: String) -> [StyleRun.Line] {
    letters.map { letter in
      StyleRun.Line(when: .at(.milliseconds(Int64(letter.asciiValue ?? 0) - 96)), text: "\(letter)")
    }
  }

  private func holds(
    _ common: String, _ commonKind: ExpectationKind, _ specific: String, _ specificKind: ExpectationKind,
    _ found: String
  ) -> Bool {
    func expected(_ letters: String) -> [ExpectedEvent] { lines(letters).map { ExpectedEvent(event: $0, line: 1) } }
    return ExpectationMatch(
      common: expected(common), specific: expected(specific), found: lines(found), commonKind: commonKind,
      specificKind: specificKind
    ).holds
  }

  @Test(arguments: [
    ("", "", "abc", true), ("ac", "", "abc", true), ("ca", "", "abc", false), ("aa", "", "aba", true),
    ("aa", "", "ab", false), ("ac", "b", "abxc", true), ("ab", "ab", "ab", false), ("ab", "ab", "axabb", true),
    ("ab", "ba", "abba", true), ("abc", "", "ab", false),
  ])
  func `a partial block allows other lines anywhere`(common: String, specific: String, found: String, isHeld: Bool) {
    #expect(holds(common, .partial, specific, .exact, found) == isHeld)
    #expect(holds(common, .exact, specific, .partial, found) == isHeld)
    #expect(holds(specific, .partial, common, .partial, found) == isHeld)
  }

  @Test(arguments: [
    ("cba", "", "abc", true), ("aab", "", "aba", true), ("ab", "", "abb", false), ("abb", "", "ab", false),
    ("ba", "c", "cab", true), ("b", "ac", "abc", true), ("b", "ca", "abc", false), ("aab", "a", "aaba", true),
  ])
  func `an unordered block allows any order, and no other lines`(
    common: String, specific: String, found: String, isHeld: Bool
  ) {
    #expect(holds(common, .unordered, specific, .exact, found) == isHeld)
    #expect(holds(specific, .exact, common, .unordered, found) == isHeld)
    if isHeld { #expect(holds(common, .unordered, specific, .unordered, found)) }
  }

  @Test func `a partial block beside an unordered one allows both`() {
    #expect(holds("ba", .unordered, "c", .partial, "xabyc"))
    #expect(!holds("ba", .unordered, "cd", .partial, "xabdc"))
    #expect(!holds("bb", .unordered, "", .partial, "abc"))
  }

  @Test func `where equal lines are in both blocks, each counts once`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      var (common, specific, found) = ("", "", "")
      for _ in 0..<generator.next(below: 10) {
        let letter = ["a", "b"][generator.next(below: 2)]
        switch generator.next(below: 3) {
        case 0: common += letter
        case 1: specific += letter
        default: break
        }
        found += letter
      }
      let why: Comment = "\(common) and \(specific) as \(found)"
      #expect(holds(common, .partial, specific, .exact, found), why)
      #expect(holds(String(common.reversed()), .unordered, specific, .partial, found), why)
      if common.count + specific.count == found.count {
        #expect(holds(String(common.reversed()), .unordered, specific, .exact, found), why)
      }
    }
  }

  @Test func `is read from the words behind expect, in either order`() throws {
    let blocks = try scenario(
      "expect partial\n  0ms x\nexpect unordered future\nexpect async partial\nexpect callback\n"
    ).expectations
    #expect(blocks.map(\.kind) == [.partial, .unordered, .partial, .exact])
    #expect(blocks.map(\.styles) == [[], [.future], [.async], [.callback]])
  }

  private static let slip = """
    title    A slip
    program  three-stages
    request  "me"
    call 1   takes 5ms fails 500 "no"


    """

  private func run(_ expectations: String, _ style: Style = .callback) throws -> ScenarioResult {
    let source = try ScenarioSource(text: Self.slip + expectations, path: "Slip.scenario")
    return ScenarioRunner.run(try Scenario(source), styles: [style])
  }

  @Test func `a partial block that a run meets passes`() throws {
    #expect(try run("expect partial\n  5ms finished failed 500 \"no\"\n").passed)
    #expect(try run("expect partial\nexpect callback\n  5ms caught in the completion of call 1\n").passed)
    #expect(try run("expect partial\n").passed)
  }

  @Test func `a miss of a partial block shows the lines around it, and where the line happens instead`() throws {
    let result = try run(
      """
      expect partial
        0ms  call 1 sent "me"
        4ms  call 1 failed 500 "no"
        5ms  finished failed 500 "no"

      """)
    #expect(
      result.mismatches.first?.description == """
        Slip.scenario:8: callback did not do what is expected (- expected, . other events)
            7 0ms call 1 sent "me"
          - 8 4ms call 1 failed 500 "no"
          .   5ms call 1 failed 500 "no"
          .   5ms caught in the completion of call 1
            9 5ms finished failed 500 "no"
          line 8: it happens at 5ms
        """)
  }

  @Test func `a line that happens before the one above it is said to`() throws {
    let result = try run(
      """
      expect partial
        5ms  finished failed 500 "no"
        0ms  call 1 sent "me"

      """)
    let description = try #require(result.mismatches.first?.description)
    #expect(description.contains(#/\n  line [78]: it happens, but in another order or fewer times$/#))
  }

  @Test func `a miss of an unordered block shows what is missing and what is too much, not the order`() throws {
    let result = try run(
      """
      expect unordered
        5ms  finished failed 500 "no"
        5ms  call 1 failed 500 "yes"
        0ms  call 1 sent "me"
        5ms  caught in the completion of call 1

      """)
    #expect(
      result.mismatches.first?.description == """
        Slip.scenario:8: callback did not do what is expected (- expected, + found)
             9 0ms call 1 sent "me"
          -  8 5ms call 1 failed 500 "yes"
          +    5ms call 1 failed 500 "no"
            10 5ms caught in the completion of call 1
             7 5ms finished failed 500 "no"
        """)
  }

  @Test(arguments: [
    // The blocks hold already: they stay.
    (
      "expect partial\n  5ms  finished failed 500 \"no\"\n",
      "expect partial\n  5ms  finished failed 500 \"no\"\n"
    ),
    // A line that happens at another instant gets it; one that does not happen goes.
    (
      "expect partial\n  4ms  call 1 failed 500 \"no\"\n  5ms  step 1\n  5ms  finished failed 500 \"no\"\n",
      "expect partial\n  5ms  call 1 failed 500 \"no\"\n  5ms  finished failed 500 \"no\"\n"
    ),
    // The lines of an unordered block are written as they happen, and each style's besides.
    (
      "expect unordered\n  0ms  call 1 sent \"me\"\n",
      """
      expect unordered
        0ms  call 1 sent "me"
        5ms  call 1 failed 500 "no"
        5ms  finished failed 500 "no"

      expect callback
        5ms  caught in the completion of call 1

      expect future
        5ms  caught at the end of the chain

      expect async
        5ms  caught in the catch around the awaits

      """
    ),
    // A block of one style keeps its kind, and no style gets a block beside a partial one.
    (
      "expect partial\n  0ms  call 1 sent \"you\"\n\nexpect partial async\n  1ms  caught in the catch around the awaits\n",
      "expect partial\n\nexpect partial async\n  5ms  caught in the catch around the awaits\n"
    ),
  ])
  func `recording keeps the kind of a block`(before: String, after: String) throws {
    let scenario = try Scenario(ScenarioSource(text: Self.slip + before, path: "Slip.scenario"))
    let recorded = try scenario.text(expecting: ScenarioRunner.run(scenario).comparison.runs)
    #expect(recorded == Self.slip + after)
    let again = try Scenario(ScenarioSource(text: recorded, path: "Slip.scenario"))
    #expect(ScenarioRunner.run(again).passed)
    #expect(try again.text(expecting: ScenarioRunner.run(again).comparison.runs) == recorded)
  }
}
