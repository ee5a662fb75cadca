// Exercise 11, the test: the lamp is off after a success, a failure and a cancellation.

import EventLoops
import Testing

@Suite("Exercise 11: Clean up")
struct Exercise11CleanUp {
  @Test("The lamp goes off at the end, at an error and at a cancellation", arguments: Attempt.allCases)
  func everyWayOut(attempt: Attempt) throws {
    let work = attempt == .yours ? CleanUp.work : CleanUpSolution.work
    try attempt.check(
      CleanUp.isBegun,
      failingFirst: #"the lamp if the call fails: expected ["0ms lamp on", "10ms lamp off"], found ["0ms lamp on"]"#
    ) {
      let bad = Scene(["1": .failing(after: 10)])
      bad.loop.spawn { try? await work(bad.api) { bad.say($0) } }
      bad.run()
      try expect("the lamp if the call fails", bad.said, is: ["0ms lamp on", "10ms lamp off"])

      let cancelled = Scene(["1": .taking(30, "ann")])
      let task = cancelled.loop.spawn { try? await work(cancelled.api) { cancelled.say($0) } }
      cancelled.loop.schedule(after: .milliseconds(5)) { task.cancel() }
      cancelled.run()
      try expect("the lamp if the task is cancelled", cancelled.said, is: ["0ms lamp on", "5ms lamp off"])

      let good = Scene(["1": .taking(30, "ann")])
      good.loop.spawn { try? await work(good.api) { good.say($0) } }
      good.run()
      try expect("the lamp if the call succeeds", good.said, is: ["0ms lamp on", "30ms lamp off"])
    }
  }
}
