// An object whose life is counted, for laws that say what is released when.

import EventLoops

/// Something whose life is counted.
final class Counted: Sendable {
  private let alive: LoopConfined<Int>

  init(_ alive: LoopConfined<Int>) {
    self.alive = alive
    alive.withValue { $0 += 1 }
  }

  deinit {
    alive.withValue { $0 -= 1 }
  }

  func touch() {}
}
