// Timers that come again and again, and the same as a sequence.

import EventLoops
import Testing

@Suite("Repeated timers")
struct RepeatedTimerTests {
  let loop = VirtualEventLoop()
  let log: LoopConfined<[String]>

  init() { log = LoopConfined([], on: loop) }

  private func note(_ text: String) { log.withValue { $0.append("\(text) at \(loop.now)") } }

  @Test func `a timer comes every interval until its body cancels it`() {
    loop.scheduleRepeated("tick", every: .milliseconds(10)) { timer in
      note("tick")
      if loop.now == .milliseconds(30) { timer.cancel() }
    }
    let report = loop.run()
    #expect(report.isClean)
    #expect(log.value == ["tick at 10ms", "tick at 20ms", "tick at 30ms"])
    #expect(report.trace.events.map(\.label) == ["tick", "tick", "tick"])
  }

  @Test func `the first turn may come at another time`() {
    let timer = loop.scheduleRepeated(after: .zero, every: .milliseconds(10)) { _ in note("tick") }
    loop.advance(by: .milliseconds(10))
    #expect(log.value == ["tick at 0ms", "tick at 10ms"])
    timer.cancel()
    #expect(timer.isCancelled)
    #expect(loop.run().isClean)
    #expect(log.value.count == 2)
    timer.cancel()
  }

  @Test func `turns that fall due while the loop is blocked are left out, and the others stay in step`() {
    let timer = loop.scheduleRepeated(every: .milliseconds(10)) { _ in
      note("tick")
      if loop.now == .milliseconds(10) { loop.block(for: .milliseconds(25)) }
      if loop.now == .milliseconds(40) { loop.block(for: .milliseconds(20)) }
    }
    loop.schedule(after: .milliseconds(85)) { timer.cancel() }
    loop.run()
    #expect(log.value == [10, 40, 60, 70, 80].map { "tick at \($0)ms" })
  }

  @Test func `an interval that is not positive makes turns at one instant, up to the limit on events`() {
    let loop = VirtualEventLoop(limits: .init(steps: 100))
    loop.scheduleRepeated(every: .zero) { _ in }
    #expect(loop.run().ending == .stepLimit(100, last: "'repeated timer', created at \(#fileID):\(#line - 1)"))
  }

  @Test func `a timer that is left running is in the report of a strict run`() {
    let error = #expect(throws: RunError.self) {
      try loop.run { loop.scheduleRepeated("tick", every: .seconds(1)) { _ in } }
    }
    #expect(error?.report.leftovers.map(\.label) == ["tick"])
  }

  @Test func `a cancelled timer holds nothing`() {
    weak var left: Held?
    do {
      let held = Held()
      left = held
      let timer = loop.scheduleRepeated(every: .seconds(1)) { _ in held.touch() }
      loop.post { timer.cancel() }
    }
    #expect(left != nil)
    loop.run()
    #expect(left == nil)
  }

  @Test func `the instants of a sequence come until the task is cancelled`() {
    let task = loop.spawn {
      for await instant in loop.ticks(every: .milliseconds(10)) { note("\(instant)") }
      note("end")
    }
    loop.schedule(after: .milliseconds(25)) { task.cancel() }
    #expect(loop.run().isClean)
    #expect(log.value == ["10ms at 10ms", "20ms at 20ms", "end at 25ms"])
  }

  @Test func `instants that pass while the body of the loop is at work are left out`() throws {
    try loop.run {
      for await instant in loop.ticks(every: .milliseconds(10)) {
        note("\(instant)")
        if instant == .milliseconds(50) { break }
        try await loop.sleep(for: .milliseconds(instant == .milliseconds(10) ? 15 : 10))
      }
    }
    #expect(log.value == [10, 30, 40, 50].map { "\($0)ms at \($0)ms" })
  }

  private final class Held: Sendable {
    func touch() {}
  }
}
