// Exercise 16, the test: two requests are handled, two wait, and the others are refused at once.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("Exercise 16: Refuse when full")
struct Exercise16RefuseWhenFull {
  @Test("Of six requests two are handled, two wait, and two are refused at once", arguments: Attempt.allCases)
  func refuse(attempt: Attempt) throws {
    let handle = attempt == .yours ? RefuseWhenFull.handle : RefuseWhenFullSolution.handle
    try attempt.check(RefuseWhenFull.isBegun, failingFirst: "requests refused at once: expected 2, found 0") {
      let names: [CallName] = ["a", "b", "c", "d", "e", "f"]
      let scene = Scene(Dictionary(uniqueKeysWithValues: ["a", "b", "c", "d", "e", "f"].map { ($0, .taking(10, $0)) }))
      let permits = Semaphore(on: scene.loop, permits: 2, "server")
      for name in names {
        scene.loop.spawn {
          do { scene.say(try await handle(name, scene.api, permits)) } catch { scene.say(error) }
        }
      }
      scene.run()
      try expect("requests refused at once", scene.said.count { $0 == "0ms Busy()" }, is: 2)
      try expect(
        "the requests that were handled", scene.said.filter { !$0.contains("Busy") },
        is: ["10ms a", "10ms b", "20ms c", "20ms d"])
    }
  }
}
