// Lesson 7, async/await: what an await gives up, what the function keeps, and what waits for what.

import Callbacks
import Comparison
import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 07: Async/await", .serialized)
  struct Lesson07AsyncAwait {
    typealias Scene = Lesson05Callbacks.Scene

    // region bare-awaits
    /// Three calls in a row, without any handling of errors.
    static func order(_ api: SimulatedAPI, _ request: String) async throws -> String {
      let reply1 = try await api.call(1, request)
      let reply2 = try await api.call(2, reply1)
      return try await api.call(3, reply2)
    }
    // endregion

    @Test("1. Thrown where the reply would have come, an error reaches the caller by itself")
    func bareAwaits() {
      for (plan, expected) in [
        (Plan.threeReplies, #"60ms success("saved")"#),
        (Plan.threeReplies.failing(2), #"50ms failure(503 "reason 2")"#),
      ] {
        let scene = Scene(plan)
        startTask(on: scene.loop, "order", { scene.say("\($0)") }, from: { try await Self.order(scene.api, "user") })
        #expect(scene.loop.run().isClean)
        #expect(scene.said.value == [expected])
      }
    }

    @Test("2. Between two awaits no other code of the loop runs; at an await any may")
    func suspension() {
      let scene = Scene()
      let loop = scene.loop
      // region at-an-await
      for name in ["a", "b"] {
        loop.spawn(name) {
          scene.say("\(name) begins")
          scene.say("\(name) calls")
          let reply = try await scene.api.call(1, name)
          scene.say("\(name) continues with \(reply)")
        }
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(
        scene.said.value == [
          "0ms a begins", "0ms a calls", "0ms b begins", "0ms b calls", "30ms a continues with user 42",
          "30ms b continues with user 42",
        ])
    }

    @Test("3. defer runs on every way out: at the end, at an error, at a cancellation")
    func leaving() {
      // region on-every-way-out
      @Sendable func work(_ scene: Scene) async throws {
        scene.say("lamp on")
        defer { scene.say("lamp off") }
        _ = try await Self.order(scene.api, "user")
        scene.say("done")
      }
      // endregion
      let success = Scene()
      success.loop.spawn { try await work(success) }
      #expect(success.loop.run().isClean)
      #expect(success.said.value == ["0ms lamp on", "60ms done", "60ms lamp off"])

      let failure = Scene(.threeReplies.failing(2))
      failure.loop.spawn { try await work(failure) }
      #expect(failure.loop.run().isClean)
      #expect(failure.said.value == ["0ms lamp on", "50ms lamp off"])

      let cancelled = Scene()
      let task = cancelled.loop.spawn { try await work(cancelled) }
      cancelled.loop.schedule(after: .milliseconds(10)) { task.cancel() }
      #expect(cancelled.loop.run().isClean)
      #expect(cancelled.said.value == ["0ms lamp on", "10ms lamp off"])
    }

    @Test("4. Two awaits one after another take the sum; async let takes the longer one")
    func together() throws {
      let scene = Scene()
      let loop = scene.loop
      // region one-by-one
      let one = try loop.run {
        let left = try await scene.api.call(1, "left")
        let right = try await scene.api.call(2, "right")
        return (left, right, loop.now)
      }
      // endregion
      #expect(one.2 == .milliseconds(50))

      let other = Scene()
      let api = other.api
      let clock = other.loop
      // region both-at-once
      let both = try clock.run {
        async let left = api.call(1, "left")
        async let right = api.call(2, "right")
        return (try await left, try await right, clock.now)
      }
      // endregion
      #expect(both.2 == .milliseconds(30))
      #expect(one.0 == both.0)
      #expect(one.1 == both.1)
    }

    @Test("5. A function does not return before the tasks that it has begun in its scope")
    func structured() throws {
      let scene = Scene()
      let loop = scene.loop
      // region waits-for-its-children
      @Sendable func parent() async {
        await withTaskGroup { group in
          group.addTask {
            _ = try? await scene.api.call(2, "child")
            scene.say("child ends")
          }
          scene.say("parent has nothing more to do")
        }
        scene.say("parent ends")
      }
      // endregion
      try loop.run { await parent() }
      #expect(scene.said.value == ["0ms parent has nothing more to do", "20ms child ends", "20ms parent ends"])
    }

    @Test("6. A cancellation goes down to the children")
    func cancellation() {
      let scene = Scene()
      let loop = scene.loop
      let parent = loop.spawn("parent") {
        async let child: Void = {
          do { try await loop.sleep(for: .seconds(60)) } catch { scene.say("child cancelled") }
        }()
        await child
      }
      loop.schedule(after: .milliseconds(10)) { parent.cancel() }
      #expect(loop.run().isClean)
      #expect(scene.said.value == ["10ms child cancelled"])
    }

    @Test("7. Values of async let are awaited in the order of the code; a group hands over whatever ends first")
    func failingTogether() {
      // region async-let-fails
      @Sendable func page(_ api: SimulatedAPI) async throws -> String {
        async let user = api.call(1, "user")
        async let weather = api.call(2, "weather")
        return try await "\(user), \(weather)"
      }
      // endregion
      // region group-fails
      @Sendable func groupedPage(_ api: SimulatedAPI) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
          group.addTask { try await api.call(1, "user") }
          group.addTask { try await api.call(2, "weather") }
          var replies: [String] = []
          for try await reply in group { replies.append(reply) }
          return replies.joined(separator: ", ")
        }
      }
      // endregion
      let earlyFailure = CallBehaviour(taking: 10, .fails(APIError(status: 503, reason: "reason 1")))
      for (plan, page, expected) in [
        (Plan.threeReplies.failing(2), page, #"30ms failure(503 "reason 2")"#),
        (Plan.threeReplies.failing(2), groupedPage, #"20ms failure(503 "reason 2")"#),
        (Plan.threeReplies.with { $0.calls["1"] = earlyFailure }, page, #"10ms failure(503 "reason 1")"#),
      ] {
        let scene = Scene(plan)
        startTask(on: scene.loop, "page", { scene.say("\($0)") }, from: { try await page(scene.api) })
        let report = scene.loop.run()
        #expect(report.isClean)
        #expect(scene.said.value == [expected])
        #expect(expected.hasPrefix("\(report.instant) "))  // the other call is cancelled, so the run ends here
      }
    }

    @Test("8. A suspended task receives the value that it is resumed with, as a generator receives what is sent")
    func sending() {
      let scene = Scene()
      let loop = scene.loop
      // region sent-values
      let inbox = LoopConfined<Suspension<Int>?>(nil, on: loop)
      loop.spawn("maximum") {
        var largest = Int.min
        while true {
          let number = try await suspend(on: loop, "a number") { inbox.value = $0 }
          largest = max(largest, number)
          scene.say("\(number) was sent, the largest is \(largest)")
        }
      }
      @Sendable func send(_ number: Int) { inbox.withValue { $0.take() }?.resume(returning: number) }
      for (second, number) in [3, 8, 5].enumerated() {
        loop.schedule(after: .seconds(second)) { send(number) }
      }
      loop.schedule(after: .seconds(3)) { inbox.withValue { $0.take() }?.resume(throwing: CancellationError()) }
      // endregion
      #expect(loop.run().isClean)
      #expect(
        scene.said.value == [
          "0ms 3 was sent, the largest is 3", "1s 8 was sent, the largest is 8", "2s 5 was sent, the largest is 8",
        ])
    }
  }
}
