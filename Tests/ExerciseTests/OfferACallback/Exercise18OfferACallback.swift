// Exercise 18, the test: a success, a failure and a cancellation are answered once.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("Exercise 18: Offer a callback")
struct Exercise18OfferACallback {
  @Test("Each end of the async function calls the completion once", arguments: Attempt.allCases)
  func offer(attempt: Attempt) throws {
    let user = attempt == .yours ? OfferACallback.user : OfferACallbackSolution.user
    try attempt.check(
      OfferACallback.isBegun, failingFirst: #"answers to a call that fails: expected ["20ms failed"], found []"#
    ) {
      for (calls, cancellation, name, expected) in [
        (["1": .failing(after: 20)], nil, "answers to a call that fails", "20ms failed"),
        (["1": .taking(30, "ann")], nil, "answers to a call that succeeds", "30ms ann"),
        (["1": .taking(30, "ann")], 10, "answers to a call that is cancelled", "10ms failed"),
      ] as [([String: CallBehaviour], Int?, String, String)] {
        let scene = Scene(calls)
        let handle = user(scene.api, scene.loop) { result in scene.say((try? result.get()) ?? "failed") }
        if let cancellation { scene.loop.schedule(after: .milliseconds(cancellation)) { handle.cancel() } }
        scene.run()
        try expect(name, scene.said, is: [expected])
      }
    }
  }
}
