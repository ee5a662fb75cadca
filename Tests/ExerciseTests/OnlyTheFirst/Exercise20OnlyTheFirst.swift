// Exercise 20, the test: a late reply and an early one resume the task once, and the other source is stopped.

import EventLoops
import Testing

@Suite("Exercise 20: Only the first")
struct Exercise20OnlyTheFirst {
  @Test("The first of two sources resumes the task, and the other one is stopped", arguments: Attempt.allCases)
  func first(attempt: Attempt) throws {
    let user = attempt == .yours ? OnlyTheFirst.user : OnlyTheFirstSolution.user
    try attempt.check(
      OnlyTheFirst.isBegun, failingFirst: "broken contracts if the reply is late: expected 0, found 1"
    ) {
      let late = Scene(["1": .taking(30, "ann")])
      late.loop.spawn { late.say(try await user(late.api, late.loop)) }
      let report = late.loop.run()
      try expect("broken contracts if the reply is late", report.violations.count, is: 0)
      try expect("the user if the reply is late", late.said, is: ["20ms no user"])
      try expect("calls that are cancelled if the reply is late", late.calls.count { $0.contains("cancelled") }, is: 1)

      let early = Scene(["1": .taking(10, "ann")])
      early.loop.spawn { early.say(try await user(early.api, early.loop)) }
      early.run()
      try expect("the user if the reply is early", early.said, is: ["10ms ann"])
      try expect("the end of the run", "\(early.loop.now)", is: "10ms")
    }
  }
}
