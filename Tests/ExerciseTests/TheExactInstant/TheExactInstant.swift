// Exercise 21, yours: a check of an instant.

import EventLoops

enum TheExactInstant {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  /// A program that has to call its closure once, 300 ms after it begins.
  typealias Program = @Sendable (any EventLoop, @escaping @Sendable () -> Void) -> Void

  // region exercise-21
  /// Whether a program calls back once, after 300 ms. This check accepts every program that calls back.
  static func accepts(_ program: @escaping Program) -> Bool {
    let loop = VirtualEventLoop()
    let calls = LoopConfined(0, on: loop)
    loop.post { program(loop) { calls.value += 1 } }
    loop.run()
    return calls.value > 0
  }
  // endregion
}
