// Lesson 28, the main actor: which code runs on it, and what takes code off it.

import EventLoops
import Foundation
import ScheduleTesting
import Synchronization
import Testing

extension Lessons {
  @Suite("Lesson 28: The main actor", .serialized, .enabled(if: captures))
  struct Lesson28MainActor {
    // region where
    /// Whether the code that calls this runs on the main actor.
    static func isOnMain(_ isolation: isolated (any Actor)? = #isolation) -> Bool {
      isolation === MainActor.shared
    }
    // endregion

    // region inherits
    @MainActor
    static func start(_ lines: LinesPrinted) -> [Task<Void, Never>] {
      let inheriting = Task { lines.append("Task: \(isOnMain())") }
      let detached = Task.detached { lines.append("Task.detached: \(isOnMain())") }
      lines.append("the function: \(isOnMain())")
      return [inheriting, detached]
    }
    // endregion

    // region leaves
    nonisolated static func onItsOwn() async -> Bool { isOnMain() }

    nonisolated(nonsending) static func withItsCaller() async -> Bool { isOnMain() }

    @concurrent static func elsewhere() async -> Bool { isOnMain() }
    // endregion

    // region model
    /// The state of a screen.
    @MainActor
    final class Search {
      private(set) var shown = ""
      private var latest = 0

      func show(_ query: String, after milliseconds: Int) async {
        latest += 1
        let number = latest
        try? await Task.sleep(for: .milliseconds(milliseconds))
        guard number == latest else { return }  // a later query has begun during the await
        shown = "results of \(query)"
      }
    }
    // endregion

    @Test("1. A task made on the main actor inherits it, a detached one does not", .virtualTime)
    @MainActor func inheritance() async {
      let lines = LinesPrinted()
      for task in Self.start(lines) { await task.value }
      #expect(lines.lines.first == "the function: true")
      #expect(Set(lines.lines) == ["the function: true", "Task: true", "Task.detached: false"])
    }

    @Test("2. A nonisolated async function leaves the actor; a nonsending one stays on it", .virtualTime)
    @MainActor func leaving() async {
      #expect(Self.isOnMain())
      #expect(await Self.onItsOwn() == false)
      #expect(await Self.withItsCaller() == true)
      #expect(await Self.elsewhere() == false)
    }

    @Test("3. Synchronous code of the main actor delays all other code of it", .virtualTime)
    @MainActor func synchronous() async {
      let lines = LinesPrinted()
      let other = Task { lines.append("other code") }
      lines.append("a long computation begins")
      lines.append("and ends")
      await other.value
      #expect(lines.lines == ["a long computation begins", "and ends", "other code"])
    }

    @Test("4. State may change at an await: the answer to an older query is dropped", .virtualTime)
    @MainActor func newest() async {
      let search = Search()
      async let slow: Void = search.show("s", after: 30)
      async let fast: Void = search.show("sw", after: 10)
      _ = await (slow, fast)
      #expect(search.shown == "results of sw")
    }

    @Test(
      "5. A callback that promises the main actor is checked: assumeIsolated stops the process if the promise is wrong")
    func assumption() async {
      await #expect(processExitsWith: .failure) {
        await withCheckedContinuation { continuation in
          Thread.detachNewThread {
            MainActor.assumeIsolated {}
            continuation.resume()
          }
        }
      }
    }
  }
}
