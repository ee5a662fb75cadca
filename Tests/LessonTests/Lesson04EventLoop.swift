// Lesson 4, the event loop from inside: the queue of what is due, the timers, the clock, and what a turn is.

import EventLoops
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 04: The event loop", .serialized)
  struct Lesson04EventLoop {
    /// A loop, and what its events said, each with the instant at which it did.
    struct Scene {
      let loop: VirtualEventLoop
      let said: LoopConfined<[String]>

      init(limits: VirtualEventLoop.Limits = .init()) {
        loop = VirtualEventLoop(limits: limits)
        said = LoopConfined([], on: loop)
      }

      @Sendable func say(_ words: String) { said.withValue { $0.append("\(loop.now) \(words)") } }
    }

    @Test("0. A first program: a loop, a timer, and a run that waits for nothing")
    func firstProgram() {
      // region first-loop
      let loop = VirtualEventLoop()
      loop.schedule(after: .seconds(1)) {
        #expect(loop.now == .milliseconds(1_000))
      }
      #expect(loop.run().isClean)
      // endregion
    }

    @Test("1. What is due now runs first in, first out, and never inside the call that posts it")
    func turns() {
      let scene = Scene()
      let loop = scene.loop
      // region turns
      loop.post {
        scene.say("first")
        loop.post { scene.say("posted by the first") }
        scene.say("first continues")
      }
      loop.post { scene.say("second") }
      // endregion
      #expect(loop.run().eventCount == 3)
      #expect(scene.said.value == ["0ms first", "0ms first continues", "0ms second", "0ms posted by the first"])
    }

    @Test("2. Timers run by instant, and those of one instant in the order in which they were set")
    func timers() {
      let scene = Scene()
      let loop = scene.loop
      // region timers
      loop.schedule(after: .milliseconds(20)) { scene.say("a") }
      loop.schedule(after: .milliseconds(10)) { scene.say("b") }
      loop.schedule(after: .milliseconds(10)) { scene.say("c") }
      loop.schedule(after: .zero) { scene.say("d") }
      loop.post { scene.say("e") }
      // endregion
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["0ms d", "0ms e", "10ms b", "10ms c", "20ms a"])
    }

    @Test("3. When nothing is due the clock jumps to the next timer, without a real wait")
    func jump() {
      let scene = Scene()
      let loop = scene.loop
      // region clock-jump
      loop.schedule(after: .seconds(3_600)) { scene.say("an hour later") }
      let report = loop.run()
      #expect(report.instant == .zero.advanced(by: .seconds(3_600)))
      #expect(report.eventCount == 1)
      // endregion
      #expect(scene.said.value.count == 1)
    }

    @Test("4. The clock does not advance while anything is due: code that keeps posting freezes the clock")
    func starvation() {
      let scene = Scene(limits: .init(steps: 1_000))
      let loop = scene.loop
      // region never-idle
      @Sendable func again() {
        loop.post("again") { again() }
      }
      again()
      loop.schedule(after: .milliseconds(1)) { scene.say("a millisecond later") }
      let report = loop.run()
      #expect(report.eventCount == 1_000)
      #expect(report.instant == .zero)
      // endregion
      #expect("\(report)".contains("'again'"))
      #expect(scene.said.value.isEmpty)
    }

    @Test("5. Keeping a promise is one turn, what reacts to it another, and a task that awaits it one more")
    func hops() {
      let scene = Scene()
      let loop = scene.loop
      let promise = Promise<Void>(on: loop, "reply")
      promise.future.whenSuccess { scene.say("reaction in turn \(loop.eventCount)") }
      loop.spawn("task") {
        try await promise.future.get()
        scene.say("task in turn \(loop.eventCount)")
      }
      loop.schedule("reply", after: .milliseconds(10)) {
        scene.say("kept in turn \(loop.eventCount)")
        promise.succeed(())
      }
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["10ms kept in turn 2", "10ms reaction in turn 3", "10ms task in turn 5"])
    }
  }
}
