// Lesson 6, promises: what a chain of futures carries, what passes by, and when each link has its turn.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 06: Promises", .serialized)
  struct Lesson06Promises {
    typealias Scene = Lesson05Callbacks.Scene

    @Test("1. The code that does the work keeps the promise; the caller gets the future")
    func twoSides() {
      let scene = Scene()
      let loop = scene.loop
      // region two-sides
      let promise = Promise<Int>(on: loop, "answer")
      promise.future.whenSuccess { scene.say("the answer is \($0)") }
      loop.schedule(after: .milliseconds(30)) { promise.succeed(42) }
      // endregion
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["30ms the answer is 42"])
    }

    // region bare-chain
    /// Three calls in a row, without any handling of errors.
    static func order(_ api: SimulatedAPI, _ request: String) -> Future<String> {
      api.call(1, request)
        .flatMap { reply1 in api.call(2, reply1) }
        .flatMap { reply2 in api.call(3, reply2) }
    }
    // endregion

    @Test("2. In a bare chain nothing has to be added for a failure to reach the caller")
    func bareChain() {
      for (plan, expected) in [
        (Plan.threeReplies, #"60ms success("saved")"#),
        (Plan.threeReplies.failing(2), #"50ms failure(503 "reason 2")"#),
      ] {
        let scene = Scene(plan)
        Self.order(scene.api, "user").whenComplete { scene.say("\($0)") }
        #expect(scene.loop.run().isClean)
        #expect(scene.said.value == [expected])
      }
    }

    @Test("3. An error passes by every link that asks for a value, and stops at the first that asks for an error")
    func passingBy() {
      let scene = Scene(.threeReplies.failing(1))
      // region passing-by
      scene.api.call(1, "user")
        .map { reply in
          scene.say("map")
          return reply
        }
        .flatMap { reply in
          scene.say("flatMap")
          return scene.api.call(2, reply)
        }
        .recover { error in
          scene.say("recover")
          return "guest"
        }
        .map { name in
          scene.say("map after recover")
          return "hello, \(name)"
        }
        .recover { error in
          scene.say("second recover")
          return "hello"
        }
        .whenSuccess { scene.say($0) }
      // endregion
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == ["30ms recover", "30ms map after recover", "30ms hello, guest"])
    }

    @Test("4. What reacts to a settled future runs in a later turn all the same")
    func settled() {
      let scene = Scene()
      let loop = scene.loop
      // region settled-already
      loop.post {
        let future = Future.succeeded(42, on: loop)
        scene.say("before")
        future.whenSuccess { _ in scene.say("reaction") }
        scene.say("after, done: \(future.isSettled)")
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["0ms before", "0ms after, done: true", "0ms reaction"])
    }

    @Test("5. One future may be asked by many; the work behind it is done once")
    func many() {
      let scene = Scene()
      // region asked-by-many
      let user = scene.api.call(1, "user")
      user.map { "hello, \($0)" }.whenSuccess { scene.say($0) }
      user.map { "\($0.count) letters" }.whenSuccess { scene.say($0) }
      // endregion
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == ["30ms hello, user 42", "30ms 7 letters"])
    }

    @Test("6. map with a function that returns a future makes a nested future, and nothing waits for the inner one")
    func nested() {
      let scene = Scene()
      // region future-of-a-future
      scene.api.call(1, "user")
        .map { reply in scene.api.call(2, reply) }  // flatMap was meant
        .whenSuccess { reply in scene.say("done: \(reply.isSettled)") }
      // endregion
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == ["30ms done: false"])
      #expect(scene.loop.now == .milliseconds(50))
    }

    @Test("7. Either way, always")
    func always() {
      for plan in [Plan.threeReplies, .threeReplies.failing(1)] {
        let scene = Scene(plan)
        scene.api.call(1, "user").always { _ in scene.say("lamp off") }.whenFailure { _ in scene.say("failed") }
        #expect(scene.loop.run().isClean)
        #expect(scene.said.value.first == "30ms lamp off")
      }
    }
  }
}
