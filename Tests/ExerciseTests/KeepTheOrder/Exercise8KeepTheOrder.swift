// Exercise 8, the test: all at once, and in order all the same.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 8: Keep the order")
struct Exercise8KeepTheOrder {
  @Test("Results are in the order of the requests, after the time of the slowest", arguments: Attempt.allCases)
  func order(attempt: Attempt) throws {
    let replies = attempt == .yours ? KeepTheOrder.replies : KeepTheOrderSolution.replies
    try attempt.check(
      KeepTheOrder.isBegun, failingFirst: "the replies: expected [\"30ms A B C\"], found [\"30ms B C A\"]"
    ) {
      let scene = Scene(["a": .taking(30, "A"), "b": .taking(10, "B"), "c": .taking(20, "C")])
      scene.loop.spawn {
        scene.say(try await replies(["a", "b", "c"], scene.api).joined(separator: " "))
      }
      scene.run()
      try expect("the replies", scene.said, is: ["30ms A B C"])
    }
  }
}
