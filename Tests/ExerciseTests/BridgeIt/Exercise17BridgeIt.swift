// Exercise 17, the test: the function ends with the reply, the failure or the cancellation.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 17: Bridge it")
struct Exercise17BridgeIt {
  @Test(
    "The function ends when the callback is called, and a cancellation reaches the call", arguments: Attempt.allCases)
  func bridge(attempt: Attempt) throws {
    let user = attempt == .yours ? BridgeIt.user : BridgeItSolution.user
    try attempt.check(
      BridgeIt.isBegun, failingFirst: #"the user: expected ["30ms ann"], found ["0ms "]"#
    ) {
      for (calls, cancellation, name, expected) in [
        (["1": .taking(30, "ann")], nil, "the user", "30ms ann"),
        (["1": .failing(after: 20)], nil, "the user if the call fails", #"20ms 503 "busy""#),
        (["1": .taking(30, "ann")], 10, "the user of a cancelled task", "10ms CancellationError()"),
      ] as [([String: CallBehaviour], Int?, String, String)] {
        let scene = Scene(calls)
        let task = scene.loop.spawn {
          do { scene.say(try await user(scene.api, scene.loop)) } catch { scene.say(error) }
        }
        if let cancellation { scene.loop.schedule(after: .milliseconds(cancellation)) { task.cancel() } }
        scene.run()
        try expect(name, scene.said, is: [expected])
      }
    }
  }
}
