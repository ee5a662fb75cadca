// Lesson 13, starting: what runs when something is made, and what waits until it is scheduled.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 13: Nothing runs until it is scheduled", .serialized)
  struct Lesson13Starting {
    @Test("1. What is posted never runs inside the call that posts it")
    func posting() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      loop.post("outer") {
        loop.post("inner") { order.withValue { $0.append("inner") } }
        order.withValue { $0.append("outer continues") }
      }
      #expect(order.value.isEmpty)
      #expect(loop.run().isClean)
      #expect(order.value == ["outer continues", "inner"])
    }

    @Test("2. A task's body begins in a later event than the one that starts the task")
    func spawning() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      // region spawning
      loop.post("starter") {
        loop.spawn("task") { order.withValue { $0.append("body") } }
        order.withValue { $0.append("starter continues") }
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(order.value == ["starter continues", "body"])
    }

    @Test("3. An async function that is not called does nothing at all")
    func asyncFunction() throws {
      let version = try #require(versions.first { $0.style == .async })
      let run = run(version, under: .threeReplies.with { $0.start = .never })
      #expect(run.events.isEmpty)
      #expect(run.report.isClean)
    }

    @Test(
      "4. Nor does a callback-style function that is not called", arguments: versions.filter { $0.style == .callback })
    func callbackFunction(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { $0.start = .never })
      #expect(run.events.isEmpty)
      #expect(run.report.isClean)
    }

    @Test("5. A future starts its work when it is created, even if nothing uses its result")
    func future() throws {
      let version = try #require(versions.first { $0.style == .future })
      let run = run(version, under: .threeReplies.with { $0.start = .never })
      #expect(run.texts(with: "sent").count == 3)
      #expect(run.texts(with: "finished").isEmpty)
    }

    @Test("6. A task that is cancelled before its first event runs its body all the same, with the flag set")
    func cancelledFirst() {
      let loop = VirtualEventLoop()
      let isCancelled = LoopConfined<Bool?>(nil, on: loop)
      let task = loop.spawn("task") { isCancelled.value = Task.isCancelled }
      task.cancel()
      #expect(isCancelled.value == nil)
      #expect(loop.run().isClean)
      #expect(isCancelled.value == true)
    }

    @Test("7. A function that returns a future sends nothing until it is called")
    func futureFunction() {
      let scene = Lesson05Callbacks.Scene()
      // region wrapped-future
      let request: () -> Future<String> = { scene.api.call(1, "user") }
      #expect(scene.loop.run().instant == .zero)  // the closure was not called: nothing was sent

      _ = request()
      #expect(scene.loop.run().instant == .milliseconds(30))  // sent and answered, and its future was dropped
      // endregion
    }
  }
}
