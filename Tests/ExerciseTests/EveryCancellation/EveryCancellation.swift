// Exercise 24, yours: a check of every instant of a cancellation.

import Comparison
import EventLoops

enum EveryCancellation {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  /// A program of two calls that has to end at the instant of its cancellation, whenever that is.
  typealias Program = @Sendable (SimulatedAPI, any EventLoop) async throws -> String

  // region exercise-24
  /// Whether a program of 50 ms ends when it is cancelled. This check cancels it at one instant.
  static func accepts(_ program: @escaping Program) -> Bool {
    let scene = Scene(["1": .taking(30, "ann"), "2": .taking(20, "bag")])
    let task = scene.loop.spawn {
      do { scene.say(try await program(scene.api, scene.loop)) } catch { scene.say(error) }
    }
    scene.loop.schedule(after: .milliseconds(10)) { task.cancel() }
    scene.loop.run()
    return scene.said == ["10ms CancellationError()"]
  }
  // endregion
}
