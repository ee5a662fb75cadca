// Exercise 10, the test: an error ends the function at its instant, and cancels the other calls.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 10: The first error")
struct Exercise10FirstError {
  @Test("The first error ends the function, and cancels the calls in flight", arguments: Attempt.allCases)
  func firstError(attempt: Attempt) throws {
    let save = attempt == .yours ? FirstError.save : FirstErrorSolution.save
    try attempt.check(
      FirstError.isBegun,
      failingFirst: #"the end if a fails: expected ["10ms 503 \"busy\""], found ["30ms 503 \"busy\""]"#
    ) {
      let bad = Scene(["a": .failing(after: 10), "b": .taking(30, "B")])
      bad.loop.spawn {
        do { try await save(["a", "b"], bad.api) } catch { bad.say(error) }
      }
      bad.run()
      try expect("the end if a fails", bad.said, is: [#"10ms 503 "busy""#])
      try expect("calls cancelled", bad.calls.count { $0.contains("cancelled") }, is: 1)

      let good = Scene(["a": .taking(10, "A"), "b": .taking(30, "B")])
      good.loop.spawn {
        try await save(["a", "b"], good.api)
        good.say("saved")
      }
      good.run()
      try expect("the end if none fails", good.said, is: ["30ms saved"])
    }
  }
}
