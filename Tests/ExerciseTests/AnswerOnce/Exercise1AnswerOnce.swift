// Exercise 1, the test: a completion is called once on each way out.

import EventLoops
import Testing

@Suite("Exercise 1: Answer once")
struct Exercise1AnswerOnce {
  @Test("Whether the call succeeds or fails, the caller is answered once", arguments: Attempt.allCases)
  func once(attempt: Attempt) throws {
    let greet = attempt == .yours ? AnswerOnce.greet : AnswerOnceSolution.greet
    try attempt.check(
      AnswerOnce.isBegun,
      failingFirst: "answers to a call that fails: expected [\"30ms failed\"], found [\"30ms failed\", \"30ms failed\"]"
    ) {
      let bad = Scene(["1": .failing(after: 30)])
      greet(bad.api) { result in bad.say((try? result.get()) ?? "failed") }
      bad.run()
      try expect("answers to a call that fails", bad.said, is: ["30ms failed"])

      let good = Scene(["1": .taking(30, "ann")])
      greet(good.api) { result in good.say((try? result.get()) ?? "failed") }
      good.run()
      try expect("answers to a call that succeeds", good.said, is: ["30ms hello, ann"])
    }
  }
}
