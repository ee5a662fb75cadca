// Lesson 5, callbacks: the code after a call is in the closure that is passed to it, and that has to be called once.

import Callbacks
import Comparison
import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 05: Callbacks", .serialized)
  struct Lesson05Callbacks {
    /// An API on a loop, and what was said around its calls.
    struct Scene {
      let loop = VirtualEventLoop()
      let api: SimulatedAPI
      let said: LoopConfined<[String]>

      init(_ plan: Plan = .threeReplies) {
        api = ProgramContext(on: loop, plan: plan, journal: Journal(on: loop)).api
        said = LoopConfined([], on: loop)
      }

      @Sendable func say(_ words: String) { said.withValue { $0.append("\(loop.now) \(words)") } }
    }

    @Test("1. A call returns before its answer arrives: code that needs the answer goes inside the callback")
    func inside() {
      let scene = Scene()
      scene.loop.post("caller") {
        // region after-the-call
        scene.say("before the call")
        scene.api.call(1, "user") { result in
          scene.say("the answer")
        }
        scene.say("after the call")
        // endregion
      }
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == ["0ms before the call", "0ms after the call", "30ms the answer"])
    }

    // region bare-pyramid
    /// Three calls in a row, without any handling of errors.
    static func order(_ api: SimulatedAPI, _ request: String, completion: @escaping Completion<String>) {
      api.call(1, request) { reply1 in
        api.call(2, reply1) { reply2 in
          api.call(3, reply2) { reply3 in
            completion(.success(reply3))
          } failure: { _ in
          }
        } failure: { _ in
        }
      } failure: { _ in
      }
    }
    // endregion

    @Test("2. The bare pyramid works as long as everything does")
    func success() {
      let scene = Scene()
      Self.order(scene.api, "user") { scene.say("\($0)") }
      #expect(scene.loop.run().isClean)
      #expect(scene.said.value == [#"60ms success("saved")"#])
    }

    @Test("3. If a call fails, its caller is never called back: the completion is left over")
    func neverTold() {
      let scene = Scene(.threeReplies.failing(2))
      let loop = scene.loop
      // region never-told
      let completion = OnceGuard<String>(on: loop, "order") { scene.say("\($0)") }
      Self.order(scene.api, "user") { completion($0) }
      let report = loop.run()
      #expect(report.ending == .deadlocked)
      #expect(report.leftovers.map(\.label) == ["order"])
      // endregion
      #expect(scene.said.value.isEmpty)
    }

    // region told-twice
    /// Greets the user, with a missing `return`.
    static func greet(_ api: SimulatedAPI, completion: @escaping Completion<String>) {
      api.call(1, "user") { result in
        if case .failure = result { completion(result) }
        completion(result.map { "hello, \($0)" })
      }
    }
    // endregion

    @Test("4. A completion that is called on two ways out runs twice, unless it is guarded")
    func twice() {
      let bare = Scene(.threeReplies.failing(1))
      Self.greet(bare.api) { _ in bare.say("told") }
      #expect(bare.loop.run().isClean)
      #expect(bare.said.value == ["30ms told", "30ms told"])

      let guarded = Scene(.threeReplies.failing(1))
      let once = OnceGuard<String>(on: guarded.loop, "greet") { _ in guarded.say("told") }
      Self.greet(guarded.api) { once($0) }
      #expect(guarded.loop.run().violations.map(\.kind) == [.calledTwice])
      #expect(guarded.said.value == ["30ms told"])
    }
  }
}
