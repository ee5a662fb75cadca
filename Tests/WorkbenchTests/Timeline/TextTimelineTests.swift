// The text timeline: the content of its rows, its marks, and its width.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Workbench

@Suite("The text timeline")
struct TextTimelineTests {
  private let failing = Plan(
    request: "me",
    calls: [
      "1": CallBehaviour(
        latency: .milliseconds(30) ... .milliseconds(30), answer: .fails(APIError(status: 401, reason: "no")))
    ])

  @Test func `puts what all styles share in one row, and marks what differs`() {
    let timeline = TextTimeline(ThreeStages.program.compare(under: failing), columns: 100)
    #expect(
      timeline.lines == [
        "          callback                      future                        async",
        "     0ms  → call 1 sent \"me\"            → call 1 sent \"me\"            → call 1 sent \"me\"",
        "          │                             │                             │",
        "          │                             │                             │",
        "          │                             │                             │",
        "    30ms  ✗ call 1 failed 401 \"no\"      ✗ call 1 failed 401 \"no\"      ✗ call 1 failed 401 \"no\"",
        "≠         ! caught in the completion    ! caught at the end of the    ! caught in the catch around",
        "            of call 1                     chain                         the awaits",
        "          ≠ place of catching: each style catches an error in its own place: in each callback, at",
        "            the end of the chain, around the awaits",
        "          ■ finished failed 401 \"no\"    ■ finished failed 401 \"no\"    ■ finished failed 401 \"no\"",
      ])
  }

  @Test(arguments: [1, 40, 60, 80, 100, 200])
  func `fits the width that it is given`(columns: Int) {
    let timeline = TextTimeline(ThreeStages.program.compare(under: failing), columns: columns)
    for line in timeline.lines { #expect(DisplayWidth.of(line) <= max(columns, 52), "\(line)") }
  }

  @Test func `does without characters beyond ASCII where it has to`() {
    let timeline = TextTimeline(ThreeStages.program.compare(under: failing), isASCII: true)
    let foreign = (timeline.lines + timeline.legend(columns: 80)).joined().filter { !$0.isASCII }
    #expect(foreign.isEmpty)
  }

  @Test func `measures wide characters as two columns and combining ones as none`() {
    for (text, width) in [("abc", 3), ("한글", 4), ("e\u{301}", 1), ("🧵", 2), ("→", 1), ("", 0), ("か\u{3099}", 2)] {
      #expect(DisplayWidth.of(text) == width, "\(text)")
    }
  }

  @Test func `wraps at blanks, and within words that are too long`() {
    #expect("one two three".wrapped(to: 8) == ["one two", "three"])
    #expect("incomprehensibilities".wrapped(to: 8) == ["incompre", "hensibil", "ities"])
    #expect("한글은 넓다".wrapped(to: 6) == ["한글은", "넓다"])
    #expect("".wrapped(to: 8) == [""])
  }

  @Test func `says so when nothing happens`() {
    let idle = ThreeStages.program.compare(under: Plan(start: .never), styles: [.callback, .async])
    #expect(TextTimeline(idle, columns: 60).lines.last?.contains("nothing happens") == true)
  }
}
