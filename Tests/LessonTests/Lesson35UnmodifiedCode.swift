// Lesson 35, unmodified code: async code that knows no loop, run in virtual time by a loop that captures.

import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 35: Unmodified code in virtual time", .serialized, .enabled(if: captures))
  struct Lesson35UnmodifiedCode {
    // region capturing
    @Test func `a reminder stops when it is answered`() throws {
      let loop = VirtualEventLoop(capturing: .everything)
      let (shown, end) = try loop.run {
        let reminder = Reminder()
        Task {
          try await Task.sleep(for: .seconds(2 * 3_600 + 1_800))
          await reminder.answer()
        }
        let end = await reminder.remind()
        return (await reminder.shown, end)
      }
      #expect(shown == ["reminded after 0 h", "reminded after 1 h", "reminded after 2 h"])
      #expect(end == "answered after 10800.0 seconds")
    }
    // endregion

    @Test func `a loop that does not capture stops at a sleep that it does not drive`() {
      let loop = VirtualEventLoop()
      #expect(throws: RunError.self) { try loop.run { try await Task.sleep(for: .seconds(3_600)) } }
    }
  }
}

/// Whether the runtime of this process lets a loop capture.
let captures = VirtualEventLoop(capturing: .everything).capturing == .everything
