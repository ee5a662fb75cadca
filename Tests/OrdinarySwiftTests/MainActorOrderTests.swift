// The order of the main actor's work: that of the enqueuings where it is certain, and every order where it is open.

import EventLoops
import Exploration
import Testing

@Suite("The order of the main actor's work", .enabled(if: Captures.isAvailable))
struct MainActorOrderTests {
  /// All outcomes of a program, each of whose orders is run.
  private static func outcomes(_ body: @escaping @Sendable (WordLog) async -> Void) -> [String] {
    let subject = Subject("program") {
      let log = WordLog()
      await body(log)
      return log.text
    }
    let exploration = ScheduleExploration(
      of: subject, Effort(runs: 20_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    #expect(exploration.extent == .everyOrder, "\(exploration.coverage)")
    #expect(exploration.problems.isEmpty, "\(exploration.problems)")
    return exploration.outcomes.outcomes
  }

  private static func note(_ word: String, in log: WordLog) -> Task<Void, Never> {
    Task { @MainActor in log.add(word) }
  }

  @Test func `What one event enqueues keeps its order, and other tasks run between`() {
    let found = Self.outcomes { log in
      let other = Task { log.add("x") }
      let tasks = await MainActor.run { ["1", "2"].map { Self.note($0, in: log) } }
      for task in tasks { await task.value }
      await other.value
    }
    #expect(found == ["1 2 x", "1 x 2", "x 1 2"])
  }

  @Test func `Priorities do not change the order`() {
    let found = Self.outcomes { log in
      let tasks = [
        Task(priority: .background) { @MainActor in log.add("1") },
        Task(priority: .high) { @MainActor in log.add("2") },
      ]
      for task in tasks { await task.value }
    }
    #expect(found == ["1 2"])
  }

  @Test func `What events of the main actor enqueue has the order of these`() {
    let found = Self.outcomes { log in
      let tasks = ["1", "2"].map { word in
        Task { @MainActor in
          log.add(word)
          await Self.note(word + "'", in: log).value
        }
      }
      for task in tasks { await task.value }
    }
    #expect(found == ["1 1' 2 2'", "1 2 1' 2'"])
    let unordered = Self.outcomes { log in
      await withDiscardingTaskGroup { group in
        for word in ["1", "2"] {
          group.addTask {
            let task = await MainActor.run {
              log.add(word)
              return Self.note(word + "'", in: log)
            }
            await task.value
          }
        }
      }
    }
    #expect(unordered == ["1 1' 2 2'", "1 2 1' 2'", "2 1 2' 1'", "2 2' 1 1'"])
  }

  @Test func `What two other events enqueue comes in every order, as from two threads`() {
    let found = Self.outcomes { log in
      await withDiscardingTaskGroup { group in
        for word in ["a", "b"] {
          group.addTask {
            let tasks = [Self.note(word + "1", in: log), Self.note(word + "2", in: log)]
            for task in tasks { await task.value }
          }
        }
      }
    }
    #expect(
      found == [
        "a1 a2 b1 b2", "a1 b1 a2 b2", "a1 b1 b2 a2", "b1 a1 a2 b2", "b1 a1 b2 a2", "b1 b2 a1 a2",
      ])
  }

  @Test func `Two tasks reach the main actor in either order`() {
    let found = Self.outcomes { log in
      await withDiscardingTaskGroup { group in
        for word in ["1", "2"] { group.addTask { await MainActor.run { log.add(word) } } }
      }
    }
    #expect(found == ["1 2", "2 1"])
  }
}
