// How blocks of expected events are read.

import Comparison
import EventLoops
import Testing

@testable import Workbench

struct `An expect block` {
  private func lines(_ block: ExpectationBlock) -> [String] { block.events.map(\.event.description) }

  @Test func `holds for every style, or for the styles that it names`() throws {
    let blocks = try scenario(
      """
      expect
        0ms    call 1 sent "user"
        end    leftover completion of call 2
      expect future callback
        50ms   caught
      expect async
      """
    ).expectations
    #expect(blocks.map(\.styles) == [[], [.future, .callback], [.async]])
    #expect(
      blocks.map(lines) == [
        ["0ms call 1 sent \"user\"", "end leftover completion of call 2"], ["50ms caught"], [],
      ])
  }

  @Test func `may be empty, which says that nothing happens`() throws {
    let blocks = try scenario("expect\n").expectations
    #expect(blocks.count == 1)
    #expect(blocks.first?.events.isEmpty == true)
  }

  @Test func `extends over blank lines and comments, up to a line that is not indented`() throws {
    let scenario = try scenario(
      """
      expect   # what happens

        0ms  step 1
      # a comment
          # another
      \u{20}\t
      \t30ms\tstep 2  # a third
      # the end

      seed 1
      """)
    let block = try #require(scenario.expectations.first)
    #expect(lines(block) == ["0ms step 1", "30ms step 2"])
    #expect(block.events.map(\.line) == [5, 9])
    #expect((block.firstLine, block.lastLine) == (3, 9))
    #expect(scenario.plan.seed == 1)
  }

  @Test(arguments: [
    ("0ms  call  1\t \tsent", "call 1 sent"),
    ("0ms call 1 sent \"two  blanks\"   twice", "call 1 sent \"two  blanks\" twice"),
    ("0ms sent \"# no comment\" # comment", "sent \"# no comment\""),
    ("0ms call #1#2 #3", "call"),
    ("0ms call#1", "call#1"),
    ("0ms a \"\\\"  \\\\\"  b", "a \"\\\"  \\\\\" b"),
    ("0ms x\"  \"y", "x\"  \"y"),
  ])
  func `folds blanks outside of strings`(line: String, text: String) throws {
    let block = try #require(try scenario("expect\n  \(line)").expectations.first)
    #expect(block.events.map(\.event.text) == [text])
  }

  @Test func `may expect something later than a day`() throws {
    let block = try #require(try scenario("expect\n  2562047h  late\n  36h  x").expectations.first)
    let hours = [2_562_047, 36] as [Int64]
    #expect(block.events.map(\.event.when) == hours.map { .at(Instant(nanoseconds: $0 * 3_600_000_000_000)) })
  }
}
