// Versions that were not written for a loop, compared and explored on loops that take in what their events start.

import Comparison
import EventLoops
import Exploration
import Testing

@Suite("A program whose loops capture")
struct CapturedProgramTests {
  /// An ordinary model: its search is debounced by a task of its own, and its state is the main actor's.
  @MainActor
  private final class Model {
    private var search: Task<String, any Error>?

    func results(for text: String, on api: SimulatedAPI) async throws -> String {
      search?.cancel()
      let task = Task {
        try await Task.sleep(for: .milliseconds(300))
        return try await api.call("search", text)
      }
      search = task
      return try await task.value
    }
  }

  /// A debounced search: with a timer of the loop, and with an ordinary `Task`, `Task.sleep` and the main actor.
  private static func search(capturing capture: VirtualEventLoop.Capture) -> ComparedProgram {
    ComparedProgram("search", capturing: capture)
      .callback { context, completion in
        context.loop.schedule(after: .milliseconds(300)) {
          _ = context.api.call("search", "swift", completion: completion)
        }
      }
      .async { context in
        try await Model().results(for: "swift", on: context.api)
      }
  }

  private static var isAvailable: Bool { VirtualEventLoop(capturing: .everything).capturing == .everything }

  @Test func `an ordinary task and a hop to the main actor are brought home and compared`() {
    guard Self.isAvailable else { return }
    let comparison = Self.search(capturing: .everything).compare()
    #expect(comparison.agrees, "\(comparison)")
    #expect(comparison.runs.allSatisfy { $0.report.isClean && $0.report.escapes.isEmpty })
    #expect(
      comparison.runs.allSatisfy { $0.events.contains { $0.kind.call == "search" && $0.instant == .milliseconds(300) } }
    )
  }

  @Test func `a flaw in the ordinary version is found`() {
    guard Self.isAvailable else { return }
    let program = ComparedProgram("search", capturing: .everything)
      .callback { context, completion in context.api.call("search", "swift", completion: completion) }
      .async { context in
        try await Task { @MainActor in try await context.api.call("search", "swift ") }.value
      }
    #expect(program.compare().unexplained.map(\.aspect).contains(.requests))
  }

  @Test func `without capturing the ordinary version does not end, and the report says what escaped`() {
    let comparison = Self.search(capturing: .nothing).compare()
    #expect(!comparison.agrees)
    #expect(!comparison.runs[1].report.escapes.isEmpty)
  }

  @Test func `every schedule of both versions comes to the same`() {
    guard Self.isAvailable else { return }
    let differential = Differential(of: Self.search(capturing: .everything))
    #expect(differential.isEquivalent, "\(differential)")
    #expect(differential.explorations.allSatisfy { $0.problems.isEmpty })
  }

  @Test func `an exploration finds the order in which two ordinary tasks race for the main actor's state`() {
    guard Self.isAvailable else { return }
    let subject = Subject("race", capturing: .everything) { loop in
      let last = LoopConfined("", on: loop)
      for name in ["a", "b"] { loop.post("start") { Task { @MainActor in last.value = name } } }
      return { report in Verdict(last.value, findings: report.escapes.map(\.description)) }
    }
    let exploration = ScheduleExploration(of: subject)
    #expect(Set(exploration.outcomes.rows.map { $0.verdict.outcome }) == ["a", "b"])
    #expect(exploration.isClean, "\(exploration)")
  }
}
