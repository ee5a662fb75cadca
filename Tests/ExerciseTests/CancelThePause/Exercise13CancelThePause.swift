// Exercise 13, the test: a cancellation is answered at once, in a call and in the pause between two.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("Exercise 13: Cancel the pause")
struct Exercise13CancelThePause {
  @Test("A cancellation in either call or in the pause is answered at its instant", arguments: Attempt.allCases)
  func pause(attempt: Attempt) throws {
    let load = attempt == .yours ? CancelThePause.load : CancelThePauseSolution.load
    try attempt.check(
      CancelThePause.isBegun,
      failingFirst: #"answers if it is cancelled at 20ms: expected ["20ms cancelled"], found ["30ms cancelled"]"#
    ) {
      for instant in [20, 5, 35] {
        let scene = Scene(["1": .failing(after: 10), "2": .taking(20, "ann")])
        let handle = load(scene.api, scene.loop) { result in scene.say((try? result.get()) ?? "cancelled") }
        scene.loop.schedule(after: .milliseconds(instant)) { handle.cancel() }
        scene.run()
        try expect("answers if it is cancelled at \(instant)ms", scene.said, is: ["\(instant)ms cancelled"])
      }
      let scene = Scene(["1": .failing(after: 10), "2": .taking(20, "ann")])
      _ = load(scene.api, scene.loop) { result in scene.say((try? result.get()) ?? "failed") }
      scene.run()
      try expect("answers if it is not cancelled", scene.said, is: ["50ms ann"])
    }
  }
}
