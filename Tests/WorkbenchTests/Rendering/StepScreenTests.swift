// The step player's screens, and the recording that is made of them.

import Comparison
import EventLoops
import Foundation
import Testing

@testable import Workbench

@Suite struct StepScreenTests {
  @Test(arguments: [(40, 10), (80, 24), (200, 60)])
  func `a screen fits the terminal at every step`(columns: Int, rows: Int) {
    for picture in Specimens.all {
      let screen = StepScreen(picture)
      for step in 0...screen.stepCount {
        let lines = screen.lines(step: step, columns: columns, rows: rows)
        #expect(lines.count <= rows)
        for line in lines { #expect(DisplayWidth.of(line.text) <= columns, "\(line.text)") }
      }
    }
  }

  @Test func `a screen shows the step, its sentence and what waits`() {
    let lines = StepScreen(Specimens.failing).lines(step: 1, columns: 100, rows: 40)
    let texts = lines.map(\.text)
    #expect(texts.first?.hasSuffix("1 of \(Specimens.failing.timeline.rows.count)") == true)
    #expect(lines.first { $0.role == .current }?.text.contains("call 1 sent") == true)
    #expect(texts.contains { $0.hasPrefix("At 0ms, in all styles: call 1 is sent with \"me\".") })
    #expect(texts.contains { $0.contains("ready: nothing   timers: reply to call 1 at 30ms") })
  }

  @Test func `the next difference is the first row of each that follows`() {
    let screen = StepScreen(Specimens.failing)
    let difference = screen.nextDifference(after: 0)
    #expect(difference.map { Specimens.failing.timeline.rows[$0 - 1].isDifference } == true)
    #expect(difference.flatMap { screen.nextDifference(after: $0) } == nil)
  }

  @Test func `the queues after an event are derived from the trace`() throws {
    let run = try #require(Specimens.cancelled.comparison.runs.first { $0.style == .future })
    let trace = run.report.trace
    let start = trace.queues(afterTurn: 1, now: .zero)
    #expect(start.ready.isEmpty)
    #expect(start.timers.map(\.label).sorted() == ["cancellation", "reply to call 1"])
    let end = trace.queues(afterTurn: trace.order.count, now: run.report.instant)
    #expect(end.ready.isEmpty && end.timers.isEmpty)
  }

  @Test func `ASCII means ASCII`() {
    let screen = StepScreen(Specimens.cancelled, isASCII: true)
    for step in 0...screen.stepCount {
      let foreign = screen.lines(step: step, columns: 80, rows: 30).map(\.text).joined().filter { !$0.isASCII }
      #expect(foreign.isEmpty)
    }
  }

  @Test func `a recording has a header, and an output and a marker for each step`() throws {
    let lines = try RenderingFormat.cast.text(of: Specimens.failing).split(separator: "\n")
    let header = try JSONSerialization.jsonObject(with: Data((lines.first ?? "").utf8)) as? [String: Any]
    #expect(header?["version"] as? Int == 3)
    var kinds: [String] = []
    for line in lines.dropFirst() {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      #expect(event.count == 3)
      #expect(try #require(event[0] as? Double) >= 0)
      kinds.append(try #require(event[1] as? String))
    }
    let steps = Specimens.failing.timeline.rows.count + 1
    #expect(kinds == (0..<steps).flatMap { _ in ["o", "m"] } + ["o"])
  }
}
