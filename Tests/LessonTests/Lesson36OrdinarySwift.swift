// Lesson 36, ordinary Swift: traits run a test in virtual time, under every schedule, and cancelled everywhere.

import OrdinaryPrograms
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 36: Every schedule of ordinary Swift", .serialized, .enabled(if: captures))
  struct Lesson36OrdinarySwift {
    // region every-schedule
    @Test(.everySchedule) func `the log has the events in their order`() async {
      let tracker = OrderedTracker()
      tracker.track("play")
      tracker.track("pause")
      await tracker.finish()
      #expect(await tracker.log.lines == ["play", "pause"])
    }
    // endregion

    // region virtual-time
    @Test(.virtualTime) @MainActor func `a reminder stops when it is answered`() async throws {
      let reminder = Reminder()
      let answer = Task {
        try await Task.sleep(for: .seconds(9_000))
        reminder.answer()
      }
      let end = await reminder.remind()
      try await answer.value
      #expect(reminder.shown.count == 3)
      #expect(end == "answered after 10800.0 seconds")
    }
    // endregion

    // region cancelled
    @Test(.cancelledEverywhere) func `a cancelled download leaves nothing behind`() async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask { try await Task.sleep(for: .seconds(1)) }
        }
        try await group.waitForAll()
      }
    }
    // endregion
  }
}
