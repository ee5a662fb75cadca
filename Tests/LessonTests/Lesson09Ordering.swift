// Lesson 9, ordering: what runs when, and why the three styles agree on it.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 09: Ordering", .serialized)
  struct Lesson09Ordering {
    @Test("1. Three calls in a row take the sum of their times, in every style", arguments: versions)
    func sum(version: ComparedProgram.Version) {
      #expect(
        run(version, under: .threeReplies).text == [
          #"0ms call 1 sent "user""#,
          #"30ms call 1 replied "user 42""#,
          "30ms step 1",
          #"30ms call 2 sent "user 42""#,
          #"50ms call 2 replied "3 orders""#,
          "50ms step 2",
          #"50ms call 3 sent "3 orders""#,
          #"60ms call 3 replied "saved""#,
          "60ms step 3",
          #"60ms finished "saved""#,
        ])
    }

    @Test("2. A reply that takes no time still comes in a later event than its call", arguments: versions)
    func noTime(version: ComparedProgram.Version) throws {
      let run = run(
        version, under: .threeReplies.with { $0.calls["1"] = CallBehaviour(taking: 0, .returns("at once")) })
      let (sent, replied) = (try #require(run.first("call 1 sent")), try #require(run.first("call 1 replied")))
      #expect(replied.instant == sent.instant)
      #expect(replied.turn > sent.turn)
    }

    @Test("3. A callback runs in the event of its reply; a reaction and a resumed task each run in a later event")
    func hops() throws {
      for version in versions {
        let run = run(version, under: .threeReplies)
        let (replied, step) = (try #require(run.first("call 1 replied")), try #require(run.first("step 1")))
        #expect(replied.instant == step.instant)
        #expect((replied.turn == step.turn) == (version.style == .callback), "\(version.label)")
      }
    }

    @Test("4. While one pipeline waits the other one works: two take little longer than one", arguments: versions)
    func interleaved(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { ($0.pipelines, $0.interval) = (2, .milliseconds(10)) })
      #expect(run.report.instant == .milliseconds(70))
      #expect(
        run.texts(with: "sent") == [
          #"[1] call 1 sent "user""#, #"[2] call 1 sent "user""#, #"[1] call 2 sent "user 42""#,
          #"[2] call 2 sent "user 42""#, #"[1] call 3 sent "3 orders""#, #"[2] call 3 sent "3 orders""#,
        ])
    }

    @Test("5. A hundred pipelines at once take as long as one", arguments: versions)
    func hundred(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { $0.pipelines = 100 })
      #expect(run.report.instant == .milliseconds(60))
      #expect(run.outcomes.allSatisfy { $0 == .value(#""saved""#) })
      #expect(run.report.isClean)
    }

    @Test("6. What is due at one instant runs in the order in which it was asked for", arguments: versions)
    func ties(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { $0.pipelines = 3 })
      let finished = run.events.filter { if case .finished = $0.kind { true } else { false } }
      #expect(finished.map(\.pipeline) == [1, 2, 3])
    }

    @Test("7. After a synchronous reply only a future continues in a later event: an await need not suspend")
    func synchronous() throws {
      let plan = Plan.threeReplies.with { $0.calls["1"]?.isSynchronous = true }
      for version in versions {
        let run = run(version, under: plan)
        let (sent, step) = (try #require(run.first("call 1 sent")), try #require(run.first("step 1")))
        #expect((step.turn == sent.turn) == (version.style != .future), "\(version.label)")
      }
    }

    @Test("8. The same program gives the same run a thousand times", arguments: versions)
    func thousand(version: ComparedProgram.Version) {
      let plan = Plan.threeReplies.with { $0.pipelines = 3 }
      let first = run(version, under: plan)
      for _ in 1..<1_000 {
        let again = run(version, under: plan)
        #expect(again.events == first.events)
        #expect(again.report.trace.events == first.report.trace.events)
      }
    }

    @Test("9. Answered inside the call, a callback runs before the next line; a future's reaction runs after it")
    func answeredInside() {
      let cached = Plan.threeReplies.with { $0.calls["1"]?.isSynchronous = true }
      let scene = Lesson05Callbacks.Scene(cached)
      scene.loop.post {
        // region answered-inside-callback
        scene.api.call(1, "user") { _ in scene.say("callback: the answer") }
        scene.say("callback: loading")
        // endregion
      }
      scene.loop.post {
        // region answered-inside-future
        scene.api.call(1, "user").whenSuccess { _ in scene.say("future: the answer") }
        scene.say("future: loading")
        // endregion
      }
      #expect(scene.loop.run().isClean)
      #expect(
        scene.said.value == [
          "0ms callback: the answer", "0ms callback: loading", "0ms future: loading", "0ms future: the answer",
        ])
    }
  }
}
