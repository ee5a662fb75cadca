// Lesson 19, as completed: results in the order in which they come, whose they are, and how far it is.

import Comparison
import EventLoops
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 19: As completed, and progress", .serialized)
  struct Lesson19AsCompleted {
    typealias Scene = Lesson05Callbacks.Scene

    /// What all three styles say of three calls of 30, 20 and 10 ms.
    static let asTheyCame = ["10ms call 3, 1 of 3", "20ms call 2, 2 of 3", "30ms call 1, 3 of 3"]

    @Test("1. Taken in the order of the list, the slowest holds up all behind it")
    func inOrder() throws {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      // region in-the-order-of-the-list
      try loop.run {
        let tasks = (1...3).map { number in
          loop.spawn { try await api.call("\(number)", "flag") }
        }
        for (index, task) in tasks.enumerated() {
          _ = try await task.value
          scene.say("call \(index + 1), \(index + 1) of 3")
        }
      }
      // endregion
      #expect(scene.said.value == ["30ms call 1, 1 of 3", "30ms call 2, 2 of 3", "30ms call 3, 3 of 3"])
    }

    @Test("2. Callbacks are called as the replies come; the counter is kept by hand")
    func callbacks() {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      loop.post {
        // region as-completed-callback
        let ended = LoopConfined(0, on: loop)
        for number in 1...3 {
          api.call("\(number)", "flag") { result in
            ended.value += 1
            scene.say("call \(number), \(ended.value) of 3")
          }
        }
        // endregion
      }
      #expect(loop.run().isClean)
      #expect(scene.said.value == Self.asTheyCame)
    }

    @Test("3. Each future reports by itself, and all() reports when the last one settles")
    func futures() {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      loop.post {
        // region as-completed-future
        let ended = LoopConfined(0, on: loop)
        let calls = (1...3).map { number in
          api.call("\(number)", "flag")
            .always { _ in
              ended.value += 1
              scene.say("call \(number), \(ended.value) of 3")
            }
        }
        Future.all(calls, on: loop).whenSuccess { replies in
          scene.say("in the order of the list: \(replies)")
        }
        // endregion
      }
      #expect(loop.run().isClean)
      #expect(
        scene.said.value == Self.asTheyCame + [#"30ms in the order of the list: ["user 42", "3 orders", "saved"]"#])
    }

    @Test("4. A task group hands out results as they come; each has to say whose it is")
    func tasks() throws {
      let scene = Scene()
      let (api, loop) = (scene.api, scene.loop)
      try loop.run {
        // region as-completed-async
        try await withThrowingTaskGroup(of: (number: Int, reply: String).self) { group in
          for number in 1...3 {
            group.addTask { (number, try await api.call("\(number)", "flag")) }
          }
          var ended = 0
          for try await flag in group {
            ended += 1
            scene.say("call \(flag.number), \(ended) of 3")
          }
        }
        // endregion
      }
      #expect(scene.said.value == Self.asTheyCame)
    }

    @Test("5. One failure ends the loop over a group; a result in place of an error lets the others be heard")
    func failures() throws {
      for (isKept, expected) in [
        (false, ["10ms call 3", "20ms ended by 503 \"reason 2\""]),
        (true, ["10ms call 3", "20ms call 2 failed", "30ms call 1"]),
      ] {
        let scene = Scene(.threeReplies.failing(2))
        let (api, loop) = (scene.api, scene.loop)
        try loop.run {
          if isKept {
            // region keeping-each-result
            await withTaskGroup(of: (number: Int, result: Result<String, any Error>).self) { group in
              for number in 1...3 {
                group.addTask {
                  do {
                    return (number, .success(try await api.call("\(number)", "flag")))
                  } catch {
                    return (number, .failure(error))
                  }
                }
              }
              for await (number, result) in group {
                if case .failure = result { scene.say("call \(number) failed") } else { scene.say("call \(number)") }
              }
            }
            // endregion
          } else {
            do {
              try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...3 {
                  group.addTask {
                    _ = try await api.call("\(number)", "flag")
                    return number
                  }
                }
                for try await number in group { scene.say("call \(number)") }
              }
            } catch {
              scene.say("ended by \(error)")
            }
          }
        }
        #expect(scene.said.value == expected)
      }
    }
  }
}
