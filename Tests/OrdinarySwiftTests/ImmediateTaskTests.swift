// Immediate tasks: what they ask for before their first suspension is theirs, and not their creator's.

import EventLoops
import Exploration
import Testing

@Suite("Immediate tasks")
struct ImmediateTaskTests {
  /// A search, with seeded runs that check it, of what an event of a capturing loop starts.
  private static func exploration(
    _ start: @escaping @Sendable (LoopConfined<String>) -> Void
  ) -> ScheduleExploration {
    let subject = Subject("immediate", sharing: .notedState, capturing: .everything) { loop in
      let text = LoopConfined("", on: loop)
      loop.post("start") { start(text) }
      return { _ in Verdict(text.value) }
    }
    return ScheduleExploration(of: subject, Effort(runs: 2_000, reversals: nil, seededRuns: 0, auditRuns: 50))
  }

  @Test func `The children of an immediate task end in each order`() {
    guard Captures.isAvailable else { return }
    let exploration = Self.exploration { text in
      Task.immediate {
        await withTaskGroup(of: Int.self) { group in
          for child in 0..<2 { group.addTask { child } }
          for await child in group { text.value += "\(child)" }
        }
      }
    }
    #expect(exploration.outcomes.outcomes == ["01", "10"])
    #expect(exploration.isComplete && exploration.problems == [])
  }

  @Test func `An immediate task waits for all children of a group, in whatever order they end`() {
    guard Captures.isAvailable else { return }
    let exploration = Self.exploration { text in
      Task.immediate {
        await withTaskGroup(of: Void.self) { group in
          for child in 0..<2 { group.addTask { text.value += "\(child)" } }
          await group.waitForAll()
        }
        text.value += "."
      }
    }
    #expect(exploration.outcomes.outcomes == ["01.", "10."])
  }

  @Test func `An immediate task of a group ends before or after another one that began earlier`() {
    guard Captures.isAvailable else { return }
    let exploration = Self.exploration { text in
      Task {
        await withTaskGroup(of: String.self) { group in
          group.addTask { "a" }
          await Task.yield()
          group.addImmediateTask { "i" }
          for await child in group { text.value += child }
        }
      }
    }
    #expect(exploration.outcomes.outcomes == ["ai", "ia"])
    #expect(exploration.isComplete && exploration.problems == [])
  }

  @Test func `An immediate task is resumed by either of two producers`() {
    guard Captures.isAvailable else { return }
    let exploration = Self.exploration { text in
      let (words, source) = AsyncStream.makeStream(of: String.self)
      Task.immediate {
        for await word in words { text.value += word }
      }
      for word in ["a", "b"] { Task { _ = source.yield(word) } }
    }
    #expect(exploration.outcomes.outcomes == ["ab", "ba"])
  }
}
