// Exercise 15, the test: requests share one call, and a failure is not kept.

import Comparison
import EventLoops
import Promises
import Testing

@Suite("Exercise 15: Load once")
struct Exercise15LoadOnce {
  @Test("Two requests for one name share one call; a failure is not kept", arguments: Attempt.allCases)
  func once(attempt: Attempt) throws {
    let load = attempt == .yours ? LoadOnce.load : LoadOnceSolution.load
    try attempt.check(LoadOnce.isBegun, failingFirst: "calls sent for two requests: expected 1, found 2") {
      let scene = Scene(["flag": .taking(20, "white")])
      let cache = LoadOnce.Cache([:], on: scene.loop)
      for instant in [0, 10, 40] {
        scene.loop.schedule(after: .milliseconds(instant)) {
          load("flag", scene.api, cache).whenSuccess { scene.say($0) }
        }
      }
      scene.run()
      try expect("calls sent for two requests", scene.calls.count { $0.contains(" sent ") }, is: 1)
      try expect("the answers", scene.said, is: ["20ms white", "20ms white", "40ms white"])

      let failing = Scene(["flag": .failing(after: 20)])
      let empty = LoadOnce.Cache([:], on: failing.loop)
      for instant in [0, 40] {
        failing.loop.schedule(after: .milliseconds(instant)) {
          load("flag", failing.api, empty).whenFailure { failing.say($0) }
        }
      }
      failing.run()
      try expect("calls sent after a failure", failing.calls.count { $0.contains(" sent ") }, is: 2)
    }
  }
}
