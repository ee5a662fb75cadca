// Exercise 24, a solution: the cancellation is tried at every millisecond.

import Comparison
import EventLoops

enum EveryCancellationSolution {
  /// A run takes microseconds, so all fifty instants are tried; after the last reply there is nothing to cancel.
  static func accepts(_ program: @escaping EveryCancellation.Program) -> Bool {
    (0..<50).allSatisfy { instant in
      let scene = Scene(["1": .taking(30, "ann"), "2": .taking(20, "bag")])
      let task = scene.loop.spawn {
        do { scene.say(try await program(scene.api, scene.loop)) } catch { scene.say(error) }
      }
      scene.loop.schedule(after: .milliseconds(instant)) { task.cancel() }
      scene.loop.run()
      return scene.said == ["\(instant)ms CancellationError()"]
    }
  }
}
