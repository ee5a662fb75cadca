// Lesson 29, Sendable and isolation: what may cross from one isolation to another, and how it is protected there.

import EventLoops
import ScheduleTesting
import Synchronization
import Testing

extension Lessons {
  @Suite("Lesson 29: Sendable and isolation", .serialized, .enabled(if: captures))
  struct Lesson29Sendable {
    // region not-sendable
    /// A class with state and without a lock: it is not `Sendable`.
    final class Basket {
      var items: [String] = []
    }
    // endregion

    // region sending
    /// Fills a basket elsewhere. `sending` says that no other code keeps the basket.
    @concurrent static func filled(_ items: [String]) async -> sending Basket {
      let basket = Basket()
      basket.items = items
      return basket
    }
    // endregion

    // region mutex
    /// A class that protects its state with a lock: it is `Sendable`, and no call suspends.
    final class Counter: Sendable {
      private let count = Mutex(0)

      func add() { count.withLock { $0 += 1 } }
      var value: Int { count.withLock { $0 } }
    }
    // endregion

    // region two-locks
    /// A number behind a lock for each access: it is `Sendable`, and yet two accesses can have other code between them.
    final class LockedNumber: Sendable {
      private let number = Mutex(0)

      var value: Int {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
      }
    }

    /// Adds one, with an await between the read and the write.
    static func addSlowly(to number: LockedNumber) async {
      let old = number.value
      await Task.yield()
      number.value = old + 1
    }
    // endregion

    @Test("1. A value that crosses is copied: a change on one side is not seen on the other", .virtualTime)
    func copies() async {
      // region copies
      var items = ["apple"]
      let copy = Task { [items] in items }
      items.append("pear")
      // endregion
      #expect(await copy.value == ["apple"])
      #expect(items == ["apple", "pear"])
    }

    @Test("2. An object that is not Sendable may cross if its sender gives it away", .virtualTime)
    func gives() async {
      let basket = await Self.filled(["apple"])
      basket.items.append("pear")
      #expect(basket.items == ["apple", "pear"])
    }

    @Test("3. A lock protects one access, not two", .virtualTime)
    func locks() async {
      let counter = Counter()
      await withTaskGroup { group in
        for _ in 0..<3 { group.addTask { counter.add() } }
      }
      #expect(counter.value == 3)
    }

    @Test("4. A counter that reads in one lock and writes in another loses a step under some schedule")
    func leaky() async throws {
      await #expect(throws: ScheduleFailure.self) {
        try await explore("two adders") {
          let number = LockedNumber()
          async let first: Void = Self.addSlowly(to: number)
          async let second: Void = Self.addSlowly(to: number)
          _ = await (first, second)
          try #require(number.value == 2)
        }
      }
    }

    @Test("5. State of a loop is protected by the loop: an access from elsewhere stops the program, or returns nothing")
    func confined() {
      let loop = VirtualEventLoop()
      let count = LoopConfined(0, on: loop)
      loop.post { count.value += 1 }
      loop.run()
      #expect(count.value == 1)
      #expect(loop.allowsAccess)
    }
  }
}
