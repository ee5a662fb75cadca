// Exercise 4, the test: two calls take as long as the longer one.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 4: Two at once")
struct Exercise4TwoAtOnce {
  @Test("Two calls that do not need each other take as long as the longer one", arguments: Attempt.allCases)
  func atOnce(attempt: Attempt) throws {
    let page = attempt == .yours ? TwoAtOnce.page : TwoAtOnceSolution.page
    try attempt.check(
      TwoAtOnce.isBegun, failingFirst: "the page: expected [\"30ms ann, rain\"], found [\"50ms ann, rain\"]"
    ) {
      let scene = Scene(["1": .taking(30, "ann"), "2": .taking(20, "rain")])
      scene.loop.spawn { scene.say((try? await page(scene.api)) ?? "failed") }
      scene.run()
      try expect("the page", scene.said, is: ["30ms ann, rain"])
    }
  }

  @Test("In the solution a failure of the user cancels the weather, and one of the weather waits for the user")
  func failures() {
    for (calls, instant, cancelled) in [
      (["1": CallBehaviour.failing(after: 10), "2": .taking(20, "rain")], "10ms", 1),
      (["1": .taking(30, "ann"), "2": .failing(after: 10)], "30ms", 0),
    ] {
      let scene = Scene(calls)
      scene.loop.spawn { scene.say((try? await TwoAtOnceSolution.page(scene.api)) ?? "failed") }
      scene.run()
      #expect(scene.said == ["\(instant) failed"])
      #expect(scene.calls.count { $0.contains("cancelled") } == cancelled)
    }
  }
}
