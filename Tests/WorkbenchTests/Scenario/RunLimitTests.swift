// What a scenario may make pending, and what a run of it may keep.

import Comparison
import EventLoops
import Foundation
import Pipelines
import Testing

@testable import Workbench

struct `The run of a scenario` {
  @Test func `of two hundred million calls is refused at the statement that asks for them`() {
    let text = "title T\nprogram downloads\nwith items 10000\nrepeat 20000\nlatency 1ms\n"
    let expected = """
      f.scenario:4:8: error: 20000 pipelines with 10000 calls each come to 200000000, and the limit for a run is 100000
        repeat 20000
               ^
      help: with 10000 each, repeat at most 10
      """
    #expect(message(for: text) == expected)
  }

  @Test(arguments: [
    ("downloads", "with items 10000\nrepeat 10", "with items 10000\nrepeat 11"),
    ("several-requests", "with items 10000\nrepeat 5", "repeat 6\nwith items 10000"),
    ("three-stages", "repeat 20000", "repeat 20001"),
    ("spinner", "repeat 20000 every 1ms", "repeat 20001 every 1ms"),
    (
      "character-finder", "client sends \"\(String(repeating: "x", count: 838))\" at 0ms\nrepeat 20000",
      "client sends \"\(String(repeating: "x", count: 839))\" at 0ms\nrepeat 20000"
    ),
    (
      "character-finder", String(repeating: "client sends \"x\" at 0ms\n", count: 5) + "repeat 20000",
      String(repeating: "client sends \"x\" at 0ms\n", count: 6) + "repeat 20000"
    ),
  ])
  func `may come to the limit, and to no more`(program: String, most: String, more: String) {
    let head = "title T\nprogram \(program)\n"
    #expect(message(for: head + most) == "")
    #expect(message(for: head + more).contains("f.scenario:"))
    #expect(message(for: head + more).contains("the limit") || more.contains("20001"))
  }

  @Test func `stops when it keeps too much text, in every style`() throws {
    var plan = Plan(request: "x")
    plan.calls["slow"] = CallBehaviour(latency: .seconds(1) ... .seconds(1), answer: .returns("x"))
    plan.settings = ["frame": .duration(.microseconds(100)), "message": .text(String(repeating: "x", count: 1_000))]
    let limits = VirtualEventLoop.Limits(text: 1 << 20)
    for version in Spinner.program.versions {
      let run = Spinner.program.run(version, under: plan, limits: limits)
      #expect(run.endingLines.map(\.text).last == "stopped after 1048576 bytes of text")
      #expect(run.report.description.contains("raise limits.text"))
      let text = run.events.map { "\($0.kind)".utf8.count }.reduce(0, +)
      #expect((1 << 20)...(1 << 20 + 10_000) ~= text)
    }
  }
}
