// The reactions of one future run in the order in which they were added, under every policy.

import EventLoops
import Promises
import Testing

@testable import Exploration

/// A law that no schedule breaks.
@Suite("The order of reactions") struct ReactionOrderTests {
  private static func program(on loop: VirtualEventLoop) -> @Sendable () -> String {
    let log = SharedLog(on: loop)
    let promise = Promise<Int>(on: loop, "number")
    promise.future.whenSuccess { _ in log.add("1") }
    promise.future.whenSuccess { _ in log.add("2") }
    loop.post { promise.succeed(1) }
    loop.post { promise.future.whenSuccess { _ in log.add("late") } }
    loop.post { log.add("other") }
    return { log.text }
  }

  private func keepsOrder(_ text: String) -> Bool {
    let words = text.split(separator: " ").filter { $0 != "other" }
    return words == ["1", "2", "late"]
  }

  @Test("The search never reverses two reactions of one future.")
  func search() {
    let search = CompleteSearch(Self.program)
    #expect(search.outcomes.allSatisfy(keepsOrder))
    #expect(search.outcomes.count == 4)
    #expect(search.isComplete)
  }

  @Test("A random schedule never reverses them.", arguments: 0..<50 as Range<UInt64>)
  func seeded(seed: UInt64) {
    let loop = VirtualEventLoop(policy: .seeded(seed))
    let outcome = Self.program(on: loop)
    _ = loop.run()
    #expect(keepsOrder(outcome()))
  }

  @Test("A script cannot ask for the reverse order.")
  func scripted() {
    for first in 0..<4 {
      for second in 0..<4 {
        for third in 0..<4 {
          let loop = VirtualEventLoop(policy: .script([first, second, third]))
          let outcome = Self.program(on: loop)
          _ = loop.run()
          #expect(keepsOrder(outcome()), "\([first, second, third])")
        }
      }
    }
  }
}
