// The step player's screens, and the recording that is made of them.

import Comparison
import EventLoops
import Foundation
import Pipelines
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
    var queues = LoopQueues(run.report.trace)
    queues.move(toTurn: 1, now: .zero)
    #expect(queues.ready(3).count == 0)
    #expect(queues.timers(3).first.map(\.label).sorted() == ["cancellation", "reply to call 1"])
    queues.move(toTurn: run.report.trace.order.count, now: run.report.instant)
    #expect(queues.ready(3).count == 0 && queues.timers(3).count == 0)
  }

  /// What waits after a turn, by a look at each event of the run.
  private func waiting(in trace: Trace, afterTurn turn: Int, now: Instant) -> (ready: [Int], timers: [Int]) {
    let waiting = trace.events.filter { event in
      trace.postingTurn(of: event) <= turn && (trace.endingTurn(of: event) ?? .max) > turn
    }
    let timers = waiting.filter { $0.due > now }.sorted { ($0.due, $0.sequence) < ($1.due, $1.sequence) }
    return (waiting.filter { $0.due <= now }.map(\.sequence), timers.map(\.sequence))
  }

  @Test func `the queues are those that a look at each event gives, forward, back and by leaps`() {
    for picture in [Specimens.cancelled, Specimens.failing, Self.downloads(30)] {
      for run in picture.comparison.runs {
        let trace = run.report.trace
        var queues = LoopQueues(trace)
        let turns = Array(0...trace.order.count)
        let leaps = turns.map { $0 * 7 % (turns.count + 1) }.filter { $0 <= trace.order.count }
        for turn in turns + turns.reversed() + leaps {
          let now = turn == 0 ? Instant.zero : trace.events[trace.order[turn - 1]].due
          queues.move(toTurn: turn, now: now)
          let expected = waiting(in: trace, afterTurn: turn, now: now)
          #expect(queues.ready(3).count == expected.ready.count)
          #expect(queues.ready(3).first.map(\.sequence) == Array(expected.ready.prefix(3)))
          #expect(queues.timers(3).count == expected.timers.count)
          #expect(queues.timers(3).first.map(\.sequence) == Array(expected.timers.prefix(3)))
        }
      }
    }
  }

  private static func downloads(_ items: Int) -> Picture {
    var plan = Plan()
    plan.settings = ["items": .number(items)]
    plan.capacity = max(items / 8, 1)
    plan.latency = .milliseconds(100) ... .milliseconds(100)
    let comparison = Downloads.program.compare(under: plan)
    return Picture(of: comparison, name: "downloads", title: "Downloads")
  }

  @Test(arguments: [20, 80])
  func `a recording lays each row out three times at most, and each event moves no more often`(items: Int) {
    let picture = Self.downloads(items)
    let screen = StepScreen(picture)
    for step in 0...screen.stepCount { _ = screen.lines(step: step, columns: 100, rows: 32) }
    #expect(screen.layouts <= 3 * screen.stepCount)
    let events = picture.comparison.runs.map(\.report.trace.events.count).reduce(0, +)
    #expect(screen.queueMoves <= 3 * events)
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
