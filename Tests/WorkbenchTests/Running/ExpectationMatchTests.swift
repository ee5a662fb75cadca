// Expected lines and what happened: interleaving, and the diff when it fails.

import Comparison
import EventLoops
import Testing

@testable import Workbench

@Suite("Expectations and runs")
struct ExpectationMatchTests {
  /// Lines from letters: `a` happens at 1 ms, `b` at 2 ms, and so on.
  private func lines(_ letters: String) -> [StyleRun.Line] {
    letters.map { letter in
      let instant = Int64(letter.asciiValue ?? 0) - 96
      return StyleRun.Line(when: .at(.milliseconds(instant)), text: "\(letter)")
    }
  }

  private func match(_ common: String, _ specific: String, found: String) -> ExpectationMatch {
    func expected(_ letters: String, from line: Int) -> [ExpectedEvent] {
      lines(letters).enumerated().map { ExpectedEvent(event: $0.element, line: line + $0.offset) }
    }
    return ExpectationMatch(
      common: expected(common, from: 10), specific: expected(specific, from: 50), found: lines(found))
  }

  @Test(arguments: [
    ("abc", "", "abc", true), ("ac", "b", "abc", true), ("", "abc", "abc", true), ("", "", "", true),
    ("ab", "ab", "abab", true), ("ab", "ab", "aabb", true), ("aab", "ab", "aabab", true),
    ("abc", "", "ab", false), ("abc", "", "abcc", false), ("ab", "", "ba", false), ("ac", "b", "acbb", false),
    ("ab", "cd", "cadb", true), ("ab", "cd", "dcab", false), ("", "", "a", false),
  ])
  func `a run is as expected if it is an interleaving of both blocks`(
    common: String, specific: String, found: String, holds: Bool
  ) {
    #expect(match(common, specific, found: found).holds == holds)
  }

  @Test func `the exact match finds an interleaving wherever there is one`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      var (common, specific, found) = ("", "", "")
      for _ in 0..<generator.next(below: 12) {
        let letter = ["a", "b"][generator.next(below: 2)]
        if generator.next(below: 2) == 0 { common += letter } else { specific += letter }
        found += letter
      }
      #expect(match(common, specific, found: found).holds, "\(common) and \(specific) as \(found)")
    }
  }

  @Test(arguments: [
    ("abcd", "", "abxd", "abcd"), ("ad", "bc", "abcd", "abcd"), ("ad", "bc", "axcd", "abcd"), ("abc", "x", "", "abcx"),
  ])
  func `expected lines are merged where they happened`(
    common: String, specific: String, found: String, merged: String
  ) {
    #expect(match(common, specific, found: found).merged.map(\.event.text).joined() == merged)
  }

  @Test func `a mismatch names the file, the line, and shows both sides`() throws {
    let source = """
      title    A slip
      program  three-stages
      request  "me"
      call 1   takes 5ms fails 500 "no"

      expect
        0ms  call 1 sent "me"
        5ms  call 1 failed 500 "yes"
        5ms  finished failed 500 "no"
      expect callback
        5ms  caught in the completion of call 1

      """
    let scenario = try Scenario(try ScenarioSource(text: source, path: "Slip.scenario"))
    let result = ScenarioRunner.run(scenario, styles: [.callback])
    #expect(!result.passed)
    #expect(
      result.mismatches.first?.description == """
        Slip.scenario:8: callback did not do what is expected (- expected, + found)
             7 0ms call 1 sent "me"
          -  8 5ms call 1 failed 500 "yes"
          +    5ms call 1 failed 500 "no"
            11 5ms caught in the completion of call 1
             9 5ms finished failed 500 "no"
        """)
  }
}
