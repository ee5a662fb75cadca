// Lesson 11, catching: a do/catch sees what is thrown while it is on the stack, and a callback is not.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 11: A do/catch around a callback catches nothing", .serialized)
  struct Lesson11Catching {
    /// An API whose only call fails after 10 ms, and what happened around it.
    struct Scene {
      let loop = VirtualEventLoop()
      let journal: Journal
      let context: ProgramContext
      let seen: LoopConfined<[String]>

      init(_ behaviour: CallBehaviour = CallBehaviour(taking: 10, .fails(APIError(status: 503, reason: "no")))) {
        journal = Journal(on: loop)
        context = ProgramContext(on: loop, plan: Plan(calls: ["1": behaviour]), journal: journal)
        seen = LoopConfined([], on: loop)
      }

      /// Code that may throw before the call is made.
      func prepare(_ request: String) throws -> String { request }

      func see(_ what: String) { seen.withValue { $0.append(what) } }
    }

    @Test("1. The call returns before the failure: nothing is thrown where it is made")
    func aroundTheCall() {
      let scene = Scene()
      scene.loop.post("caller") {
        // region catch-around-a-callback
        do {
          let request = try scene.prepare("request")
          scene.context.api.call(1, request) { reply in
            scene.see("success callback")
          } failure: { error in
            scene.see("failure callback")
          }
          scene.see("the call returned")
        } catch {
          scene.see("catch")  // reached if prepare throws, never for the call
        }
        // endregion
      }
      #expect(scene.loop.run().isClean)
      #expect(scene.seen.value == ["the call returned", "failure callback"])
    }

    @Test("2. So a call needs two ways out: a callback for success, and one for failure")
    func twoCallbacks() {
      for (behaviour, expected) in [
        (CallBehaviour(taking: 10, .returns("reply")), "success"),
        (CallBehaviour(taking: 10, .fails(APIError(status: 503, reason: "no"))), "failure"),
      ] {
        let scene = Scene(behaviour)
        scene.context.api.call(1, "request") { _ in
          scene.see("success")
        } failure: { _ in
          scene.see("failure")
        }
        #expect(scene.loop.run().isClean)
        #expect(scene.seen.value == [expected])
      }
    }

    @Test("3. Around an await, the same catch catches: the function is still on its way")
    func aroundAnAwait() {
      let scene = Scene()
      scene.loop.spawn("caller") {
        // region catch-around-an-await
        do {
          _ = try await scene.context.api.call(1, "request")
          scene.see("success")
        } catch {
          scene.see("catch")
        }
        // endregion
      }
      #expect(scene.loop.run().isClean)
      #expect(scene.seen.value == ["catch"])
    }

    @Test("4. A chain of futures carries the failure to its end, past all links that do not handle it")
    func alongAChain() {
      let scene = Scene()
      // region failure-along-a-chain
      scene.context.api.call(1, "request")
        .map { reply in
          scene.see("map")  // skipped: there is no reply to map
          return reply
        }
        .whenComplete { result in
          if case .failure = result { scene.see("failure at the end") }
        }
      // endregion
      #expect(scene.loop.run().isClean)
      #expect(scene.seen.value == ["failure at the end"])
    }

    @Test("5. Answered twice, a callback runs twice; Braid's promise and await keep the first", arguments: versions)
    func answeredTwice(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { $0.calls["2"]?.deliveries = 2 })
      #expect(run.texts(with: "step 2").count == (version.style == .callback ? 2 : 1))
      #expect(run.texts(with: "finished again").count == (version.style == .callback ? 1 : 0))
      let expected: Violation.Kind =
        switch version.style {
        case .callback: .calledTwice
        case .future: .fulfilledTwice
        case .async: .resumedTwice
        }
      #expect(run.report.violations.map(\.kind) == [expected])
    }

    @Test("6. Without an answer no style notices anything: the wait shows only in the leftovers", arguments: versions)
    func neverAnswered(version: ComparedProgram.Version) {
      let run = run(version, under: .threeReplies.with { $0.calls["2"]?.answer = .never })
      #expect(run.outcomes == [nil])
      #expect(run.report.ending == .deadlocked)
      let leftover = run.report.leftovers.first { $0.label == "reply to call 2" }
      let expected: Obligation.Kind =
        switch version.style {
        case .callback: .completion
        case .future: .promise
        case .async: .continuation
        }
      #expect(leftover?.kind == expected)
      #expect(leftover?.site.description.hasPrefix("Pipelines/ThreeStages+") == true, "\(run.report)")
    }
  }
}
