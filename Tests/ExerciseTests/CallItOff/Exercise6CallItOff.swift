// Exercise 6, the test: whichever call is in flight is cancelled.

import Callbacks
import EventLoops
import Testing

@Suite("Exercise 6: Call it off")
struct Exercise6CallItOff {
  @Test("A cancellation at any instant cancels the calls in flight", arguments: Attempt.allCases)
  func whenever(attempt: Attempt) throws {
    let order = attempt == .yours ? CallItOff.order : CallItOffSolution.order
    try attempt.check(
      CallItOff.isBegun,
      failingFirst: "answers if it is cancelled at 40ms: expected [\"40ms cancelled\"], found [\"50ms 3 orders\"]"
    ) {
      for instant in [10, 40] {
        let scene = Scene(["1": .taking(30, "ann"), "2": .taking(20, "3 orders")])
        let handle = order(scene.api, scene.loop) { result in scene.say((try? result.get()) ?? "cancelled") }
        scene.loop.schedule(after: .milliseconds(instant)) { handle.cancel() }
        scene.run()
        try expect("answers if it is cancelled at \(instant)ms", scene.said, is: ["\(instant)ms cancelled"])
      }
      let scene = Scene(["1": .taking(30, "ann"), "2": .taking(20, "3 orders")])
      _ = order(scene.api, scene.loop) { result in scene.say((try? result.get()) ?? "cancelled") }
      scene.run()
      try expect("answers if it is not cancelled", scene.said, is: ["50ms 3 orders"])
    }
  }
}
