// Exercise 23, yours: a check of an order.

import Comparison
import EventLoops

enum EveryReplyOrder {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  /// A program that makes the calls 1 and 2 at once and has to return their replies in this order.
  typealias Program = @Sendable (SimulatedAPI) async throws -> String

  // region exercise-23
  /// Whether a program returns "ann, rain" whichever reply comes first. This check tries one order.
  static func accepts(_ program: @escaping Program) -> Bool {
    let scene = Scene(["1": .taking(10, "ann"), "2": .taking(20, "rain")])
    scene.loop.spawn { scene.say(try await program(scene.api)) }
    scene.loop.run()
    return scene.said == ["20ms ann, rain"]
  }
  // endregion
}
