// Exercise 7, the test: there are never more calls in flight than the server bears.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 7: Two at a time")
struct Exercise7TwoAtATime {
  @Test("Of five calls two are in flight at a time, also if one fails", arguments: Attempt.allCases)
  func limit(attempt: Attempt) throws {
    let fetch = attempt == .yours ? TwoAtATime.fetch : TwoAtATimeSolution.fetch
    try attempt.check(TwoAtATime.isBegun, failingFirst: "most calls in flight: expected 2, found 5") {
      let names: [CallName] = ["a", "b", "c", "d", "e"]
      let calls = Dictionary(uniqueKeysWithValues: names.map { ($0.text, CallBehaviour.taking(10, $0.text)) })
      let good = Scene(calls)
      good.loop.spawn {
        try await fetch(names, good.api, good.loop)
        good.say("done")
      }
      good.run()
      try expect("most calls in flight", mostInFlight(good.calls), is: 2)
      try expect("the end", good.said, is: ["30ms done"])

      let bad = Scene(calls.merging(["a": .failing(after: 10)]) { $1 })
      bad.loop.spawn {
        do { try await fetch(names, bad.api, bad.loop) } catch { bad.say(error) }
      }
      bad.run()
      try expect("the end if one fails", bad.said, is: ["10ms 503 \"busy\""])
    }
  }

  private func mostInFlight(_ calls: [String]) -> Int {
    var (now, most) = (0, 0)
    for call in calls {
      now += call.contains(" sent ") ? 1 : -1
      most = max(most, now)
    }
    return most
  }
}
