// Exercise 5, the test: one failure is dealt with; another one and a cancellation reach the caller.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 5: One recovery")
struct Exercise5OneRecovery {
  @Test("Only a failure of the weather has a way round", arguments: Attempt.allCases)
  func recovery(attempt: Attempt) throws {
    let page = attempt == .yours ? OneRecovery.page : OneRecoverySolution.page
    try attempt.check(
      OneRecovery.isBegun,
      failingFirst:
        "the page without the weather: expected [\"50ms ann, no weather\"], found [\"50ms no user, no weather\"]"
    ) {
      let weatherless = Scene(["1": .taking(30, "ann"), "2": .failing(after: 20)])
      load(page, in: weatherless)
      weatherless.run()
      try expect("the page without the weather", weatherless.said, is: ["50ms ann, no weather"])

      let userless = Scene(["1": .failing(after: 30), "2": .taking(20, "rain")])
      load(page, in: userless)
      userless.run()
      try expect("the page without its user", userless.said, is: ["30ms 503 \"busy\""])

      let cancelled = Scene(["1": .taking(30, "ann"), "2": .taking(20, "rain")])
      let task = load(page, in: cancelled)
      cancelled.loop.schedule(after: .milliseconds(40)) { task.cancel() }
      cancelled.run()
      try expect("the page of a task that is cancelled", cancelled.said, is: ["40ms CancellationError()"])
    }
  }

  @discardableResult
  private func load(
    _ page: @escaping @Sendable (SimulatedAPI) async throws -> String, in scene: Scene
  ) -> Task<Void, any Error> {
    scene.loop.spawn {
      do { scene.say(try await page(scene.api)) } catch { scene.say(error) }
    }
  }
}
