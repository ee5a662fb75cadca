// Exercise 12, the test: a cancellation ends the attempts, in a call and in a pause.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 12: Stop trying")
struct Exercise12StopTrying {
  @Test("A cancellation in a call or in a pause ends the attempts", arguments: Attempt.allCases)
  func stops(attempt: Attempt) throws {
    let load = attempt == .yours ? StopTrying.load : StopTryingSolution.load
    try attempt.check(
      StopTrying.isBegun,
      failingFirst:
        #"the end of a task that is cancelled at 5ms: expected ["5ms CancellationError()"], found ["5ms GaveUp()"]"#
    ) {
      for (instant, name) in [(5, "5ms"), (15, "15ms")] {
        let scene = Scene(["1": .failing(after: 10)])
        let task = scene.loop.spawn {
          do { scene.say(try await load(scene.api, scene.loop)) } catch { scene.say(error) }
        }
        scene.loop.schedule(after: .milliseconds(instant)) { task.cancel() }
        scene.run()
        try expect("the end of a task that is cancelled at \(name)", scene.said, is: ["\(name) CancellationError()"])
      }
      let patient = Scene(["1": .failing(after: 10)])
      patient.loop.spawn {
        do { patient.say(try await load(patient.api, patient.loop)) } catch { patient.say(error) }
      }
      patient.run()
      try expect("the end after five failures", patient.said, is: ["100ms GaveUp()"])
    }
  }
}
