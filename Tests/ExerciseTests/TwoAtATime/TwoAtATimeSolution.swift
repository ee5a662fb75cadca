// Exercise 7, a solution: each call needs one of two permits.

import Callbacks
import Comparison
import EventLoops

enum TwoAtATimeSolution {
  /// The permit goes back however the call ends, and the next in the line has it.
  static func fetch(_ names: [CallName], _ api: SimulatedAPI, on loop: any EventLoop) async throws {
    let permits = Semaphore(on: loop, permits: 2, "server")
    try await withThrowingTaskGroup { group in
      for name in names {
        group.addTask {
          try await permits.withPermit { _ = try await api.call(name, "me") }
        }
      }
      for try await _ in group {}
    }
  }
}
