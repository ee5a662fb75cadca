// Exercise 20, a solution: the first source takes the suspension out.

import Callbacks
import Comparison
import EventLoops

enum OnlyTheFirstSolution {
  /// What resumes takes the suspension out of its box and stops the other source; the second one finds the box empty.
  static func user(_ api: SimulatedAPI, on loop: any EventLoop) async throws -> String {
    try await suspend(on: loop, "user") { suspension in
      let waiting = LoopConfined<Suspension<String>?>(suspension, on: loop)
      let others = CancellationScope(on: loop)
      @Sendable func answer(_ result: Result<String, any Error>) {
        guard let suspension = waiting.withValue({ $0.take() }) else { return }
        suspension.resume(with: result)
        others.cancel()
      }
      others.add(api.call(1, "me", completion: answer))
      others.add(loop.schedule(after: .milliseconds(20)) { answer(.success("no user")) })
    }
  }
}
