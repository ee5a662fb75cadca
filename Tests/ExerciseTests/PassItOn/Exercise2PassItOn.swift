// Exercise 2, the test: the caller hears of a failure of each call.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 2: Pass it on")
struct Exercise2PassItOn {
  @Test("Whichever call fails, the caller gets its error when it fails", arguments: Attempt.allCases)
  func told(attempt: Attempt) throws {
    let order = attempt == .yours ? PassItOn.order : PassItOnSolution.order
    try attempt.check(
      PassItOn.isBegun, failingFirst: "answers if call 2 fails: expected [\"50ms failed\"], found []"
    ) {
      let calls: [String: CallBehaviour] = [
        "1": .taking(30, "ann"), "2": .taking(20, "3 orders"), "3": .taking(10, "saved"),
      ]
      for (number, latency, instant) in [("1", 30, 30), ("2", 20, 50), ("3", 10, 60)] {
        let scene = Scene(calls.merging([number: .failing(after: latency)]) { $1 })
        order(scene.api) { result in scene.say((try? result.get()) ?? "failed") }
        scene.run()
        try expect("answers if call \(number) fails", scene.said, is: ["\(instant)ms failed"])
      }
      let scene = Scene(calls)
      order(scene.api) { result in scene.say((try? result.get()) ?? "failed") }
      scene.run()
      try expect("answers if all is well", scene.said, is: ["60ms saved"])
    }
  }
}
