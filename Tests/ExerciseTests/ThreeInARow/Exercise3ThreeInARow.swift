// Exercise 3, the test: the future is settled by the last call, with its reply or its error.

import EventLoops
import Promises
import Testing

@Suite("Exercise 3: Three in a row")
struct Exercise3ThreeInARow {
  @Test("The chain ends with the third call, as that ends", arguments: Attempt.allCases)
  func last(attempt: Attempt) throws {
    let order = attempt == .yours ? ThreeInARow.order : ThreeInARowSolution.order
    try attempt.check(
      ThreeInARow.isBegun, failingFirst: "what the chain delivers: expected [\"60ms saved\"], found [\"50ms 3 orders\"]"
    ) {
      let good = Scene(["1": .taking(30, "ann"), "2": .taking(20, "3 orders"), "3": .taking(10, "saved")])
      order(good.api).whenComplete { result in good.say((try? result.get()) ?? "failed") }
      good.run()
      try expect("what the chain delivers", good.said, is: ["60ms saved"])

      let bad = Scene(["1": .taking(30, "ann"), "2": .taking(20, "3 orders"), "3": .failing(after: 10)])
      order(bad.api).whenComplete { result in bad.say((try? result.get()) ?? "failed") }
      bad.run()
      try expect("what the chain delivers if call 3 fails", bad.said, is: ["60ms failed"])
    }
  }
}
