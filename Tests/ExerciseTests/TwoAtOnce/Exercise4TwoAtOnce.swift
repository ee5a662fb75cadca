// Exercise 4, the test: two calls take as long as the longer one.

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
}
