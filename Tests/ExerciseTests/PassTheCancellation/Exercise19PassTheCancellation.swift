// Exercise 19, the test: the future settles with the reply, or at its cancellation.

import EventLoops
import Promises
import Testing

@Suite("Exercise 19: Pass the cancellation")
struct Exercise19PassTheCancellation {
  @Test("A cancelled future cancels its call, and settles at once", arguments: Attempt.allCases)
  func passes(attempt: Attempt) throws {
    let user = attempt == .yours ? PassTheCancellation.user : PassTheCancellationSolution.user
    try attempt.check(
      PassTheCancellation.isBegun,
      failingFirst: #"the future that is cancelled at 10ms: expected ["10ms cancelled"], found ["30ms ann"]"#
    ) {
      let cancelled = Scene(["1": .taking(30, "ann")])
      let future = user(cancelled.api, cancelled.loop)
      future.whenComplete { result in cancelled.say((try? result.get()) ?? "cancelled") }
      cancelled.loop.schedule(after: .milliseconds(10)) { future.cancel() }
      cancelled.run()
      try expect("the future that is cancelled at 10ms", cancelled.said, is: ["10ms cancelled"])

      let good = Scene(["1": .taking(30, "ann")])
      user(good.api, good.loop).whenComplete { result in good.say((try? result.get()) ?? "failed") }
      good.run()
      try expect("the future that is not cancelled", good.said, is: ["30ms ann"])
    }
  }
}
