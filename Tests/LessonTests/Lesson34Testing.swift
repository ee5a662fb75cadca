// Lesson 34, testing: what a test of async code has to control, and which tool controls it.

import EventLoops
import ScheduleTesting
import Synchronization
import Testing

extension Lessons {
  @Suite("Lesson 34: Testing async code", .serialized, .enabled(if: captures))
  struct Lesson34Testing {
    // region debounce
    /// Calls its action when no further input has come for 300 ms.
    final class Debounce: Sendable {
      private let pending = Mutex<Task<Void, Never>?>(nil)
      private let action: @Sendable (String) -> Void

      init(_ action: @escaping @Sendable (String) -> Void) { self.action = action }

      func input(_ text: String) {
        pending.withLock { pending in
          pending?.cancel()
          pending = Task { [action] in
            guard (try? await Task.sleep(for: .milliseconds(300))) != nil else { return }
            action(text)
          }
        }
      }
    }
    // endregion

    // region time
    @Test("1. In virtual time a wait is exact and takes no time", .virtualTime)
    func time() async throws {
      let diary = Diary()
      let debounce = Debounce { diary.note($0) }
      debounce.input("s")
      try await Task.sleep(for: .milliseconds(200))
      debounce.input("sw")
      try await Task.sleep(for: .seconds(1))
      #expect(diary.text == ["500 ms sw"])
    }
    // endregion

    // region confirmation
    @Test("2. A confirmation counts calls that have to happen before its closure returns", .virtualTime)
    func confirmed() async {
      await confirmation("the action", expectedCount: 2) { confirm in
        let debounce = Debounce { _ in confirm() }
        for text in ["a", "b"] {
          debounce.input(text)
          try? await Task.sleep(for: .seconds(1))
        }
      }
    }
    // endregion

    // region orders
    @Test("3. Under every schedule, an input at the very instant of the deadline gives one call or two", .everySchedule)
    func orders() async throws {
      let calls = LinesPrinted()
      let debounce = Debounce { calls.append($0) }
      debounce.input("s")
      try await Task.sleep(for: .milliseconds(300))
      debounce.input("sw")
      try await Task.sleep(for: .seconds(1))
      #expect([["sw"], ["s", "sw"]].contains(calls.lines))
    }
    // endregion

    @Test("4. A test cancelled at any await ends there, and leaves nothing running", .cancelledEverywhere)
    func cancelled() async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await Task.sleep(for: .seconds(1)) }
        try await group.waitForAll()
      }
    }
  }
}
