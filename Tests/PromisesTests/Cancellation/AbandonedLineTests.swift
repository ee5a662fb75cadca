// What a run leaves in the line of a semaphore does not stay in memory.

import EventLoops
import Promises
import Testing

@testable import Callbacks

@Suite struct `The line of a semaphore at the end of a run` {
  private final class Witness: Sendable {}

  enum Style: CaseIterable {
    case callback
    case future
    case async
  }

  @Test(arguments: Style.allCases)
  func `neither the loop nor those in the line stay in memory once the leftovers are abandoned`(style: Style) {
    weak var loop: VirtualEventLoop?
    weak var witness: Witness?
    do {
      let strong = (VirtualEventLoop(), Witness())
      (loop, witness) = strong
      Self.begin(style, on: strong.0, strong.1)
      _ = strong.0.advance(by: .seconds(1))
      strong.0.abandonLeftovers()
    }
    #expect(witness == nil)
    #expect(loop == nil)
  }

  /// Two pieces of work that share one permit, the first of which does not end in time.
  private static func begin(_ style: Style, on loop: VirtualEventLoop, _ witness: Witness) {
    loop.post("begin") {
      let turns = Semaphore(on: loop, permits: 1, "turns")
      for _ in 1...2 {
        switch style {
        case .callback:
          _ = turns.acquire { _ in withExtendedLifetime((turns, witness)) {} }
        case .future:
          turns.withPermit {
            let promise = Promise<Int>(on: loop, "late")
            loop.schedule(after: .seconds(9)) { promise.succeed(1) }
            return promise.future
          }
          .map { _ in withExtendedLifetime((turns, witness)) {} }
          .whenComplete { _ in }
        case .async:
          loop.spawn {
            try await turns.withPermit { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } }
            withExtendedLifetime(witness) {}
          }
        }
      }
    }
  }
}
