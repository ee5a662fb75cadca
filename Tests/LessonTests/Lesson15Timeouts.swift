// Lesson 15, timeouts: a limit is a race between a reply and a timer, and the loser has to be cancelled.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 15: Timeouts and races", .serialized)
  struct Lesson15Timeouts {
    typealias Scene = Lesson05Callbacks.Scene

    @Test("1. A limit in callback style: the operation is handed in, and gets a completion that counts once")
    func callback() {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      loop.post {
        // region limit-callback
        withTimeout(after: .milliseconds(20), on: loop) { done in
          api.call(1, "user", completion: done)
        } completion: { result in
          scene.say("\(result)")
        }
        // endregion
      }
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["20ms failure(timed out after 20ms)"])
      #expect(scene.loop.now == .milliseconds(20), "the call is cancelled")
    }

    @Test("2. A limit in future style: another future, of the same work")
    func future() {
      let scene = Scene()
      let api = scene.api
      scene.loop.post {
        // region limit-future
        api.call(1, "user")
          .timeout(after: .milliseconds(20))
          .whenComplete { result in
            scene.say("\(result)")
          }
        // endregion
      }
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == ["20ms failure(timed out after 20ms)"])
      #expect(scene.loop.now == .milliseconds(20), "the call is cancelled")
    }

    @Test("3. A limit in async style: a group of two, of which the first to end ends the other")
    func async() {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      loop.spawn {
        // region limit-async
        do {
          let reply = try await withTimeout(after: .milliseconds(20), on: loop) {
            try await api.call(1, "user")
          }
          scene.say(reply)
        } catch {
          scene.say("\(error)")
        }
        // endregion
      }
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["20ms timed out after 20ms"])
      #expect(scene.loop.now == .milliseconds(20), "the call is cancelled")
    }

    @Test("4. A race decides which result counts, not which work runs: the loser keeps running unless it is cancelled")
    func race() {
      for (cancelsOthers, end) in [(false, Instant.milliseconds(50)), (true, .milliseconds(20))] {
        let scene = Scene(.threeReplies.with { $0.calls["1"] = CallBehaviour(taking: 50, .returns("slow")) })
        let (api, loop) = (scene.api, scene.loop)
        // region race
        let mirrors = [api.call(1, "file"), api.call(2, "file")]
        Future.race(mirrors, on: loop, cancelsOthers: cancelsOthers)
          .whenSuccess { scene.say($0) }
        // endregion
        #expect(loop.run().isClean)
        #expect(scene.said.value == ["20ms 3 orders"])
        #expect(loop.now == end)
      }
    }

    @Test("5. A limit on the whole is one limit; a limit on each call is as long as there are calls")
    func wholeOrEach() throws {
      let whole = Scene()
      #expect(throws: TimeoutError.self) {
        try whole.loop.run {
          // region limit-on-the-whole
          try await withTimeout(after: .milliseconds(35), on: whole.loop) {
            let user = try await whole.api.call(1, "user")
            return try await whole.api.call(2, user)
          }
          // endregion
        }
      }
      #expect(whole.loop.now == .milliseconds(35))

      let each = Scene()
      let orders = try each.loop.run {
        // region limit-on-each
        let user = try await withTimeout(after: .milliseconds(35), on: each.loop) {
          try await each.api.call(1, "user")
        }
        return try await withTimeout(after: .milliseconds(35), on: each.loop) {
          try await each.api.call(2, user)
        }
        // endregion
      }
      #expect(orders == "3 orders")
      #expect(each.loop.now == .milliseconds(50))
    }

    @Test("6. A task group waits for work that does not listen; a future's limit does not")
    func deaf() {
      let scene = Scene()
      let loop = scene.loop
      // region does-not-listen
      @Sendable func deaf() async -> String {
        _ = await loop.spawn("deaf") { try? await loop.sleep(for: .milliseconds(100)) }.result
        return "too late"
      }
      loop.spawn {
        do {
          scene.say(try await withTimeout(after: .milliseconds(20), on: loop) { await deaf() })
        } catch {
          scene.say("\(error)")
        }
      }
      // endregion
      _ = loop.run()
      #expect(scene.said.value == ["100ms timed out after 20ms"])

      let other = Scene()
      let promise = Promise<String>(on: other.loop, "deaf")
      other.loop.schedule(after: .milliseconds(100)) { promise.succeed("too late") }
      promise.future.timeout(after: .milliseconds(20)).whenFailure { other.say("\($0)") }
      #expect(other.loop.run().isClean)
      #expect(other.said.value == ["20ms timed out after 20ms"])
    }
  }
}
