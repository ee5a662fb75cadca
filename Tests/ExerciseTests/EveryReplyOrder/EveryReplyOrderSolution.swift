// Exercise 23, a solution: both orders of the replies are tried.

import Comparison
import EventLoops

enum EveryReplyOrderSolution {
  /// The latencies decide the order, so the check runs the program with the other latencies, too.
  static func accepts(_ program: @escaping EveryReplyOrder.Program) -> Bool {
    [(10, 20), (20, 10)].allSatisfy { first, second in
      let scene = Scene(["1": .taking(first, "ann"), "2": .taking(second, "rain")])
      scene.loop.spawn { scene.say(try await program(scene.api)) }
      scene.loop.run()
      return scene.said == ["20ms ann, rain"]
    }
  }
}
