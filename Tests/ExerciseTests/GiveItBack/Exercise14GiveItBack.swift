// Exercise 14, the test: after a failure the next call gets the permit.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("Exercise 14: Give it back")
struct Exercise14GiveItBack {
  @Test("A call that fails gives its permit to the next one", arguments: Attempt.allCases)
  func givesBack(attempt: Attempt) throws {
    let call = attempt == .yours ? GiveItBack.call : GiveItBackSolution.call
    try attempt.check(
      GiveItBack.isBegun,
      failingFirst: #"the ends of both calls: expected ["10ms failed", "30ms B"], found ["10ms failed"]"#
    ) {
      let scene = Scene(["a": .failing(after: 10), "b": .taking(20, "B")])
      let permits = Semaphore(on: scene.loop, permits: 1, "server")
      for name in ["a", "b"] {
        scene.loop.spawn { scene.say((try? await call("\(name)", scene.api, permits)) ?? "failed") }
      }
      let report = scene.loop.run()
      try expect("the ends of both calls", scene.said, is: ["10ms failed", "30ms B"])
      try expect("a clean run", report.isClean, is: true)
      try expect("free permits at the end", permits.freePermits, is: 1)
    }
  }
}
