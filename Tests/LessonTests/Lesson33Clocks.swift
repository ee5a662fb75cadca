// Lesson 33, clocks: instants and durations, deadlines that do not drift, and code that is given its clock.

import EventLoops
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 33: Clocks", .serialized, .enabled(if: captures))
  struct Lesson33Clocks {
    @Test("1. A sleep for a duration adds the work to the interval; a sleep until a deadline does not", .virtualTime)
    func drift() async throws {
      let drifting = Diary()
      // region drifts
      for _ in 1...3 {
        try await Task.sleep(for: .milliseconds(100))
        drifting.note("tick")
        try await Task.sleep(for: .milliseconds(30))  // the work of a tick
      }
      // endregion
      #expect(drifting.text == ["100 ms tick", "230 ms tick", "360 ms tick"])

      let steady = Diary()
      // region steady
      let start = ContinuousClock.now
      for number in 1...3 {
        try await Task.sleep(until: start + .milliseconds(100) * number, clock: .continuous)
        steady.note("tick")
        try await Task.sleep(for: .milliseconds(30))
      }
      // endregion
      #expect(steady.text == ["100 ms tick", "200 ms tick", "300 ms tick"])
    }

    @Test("2. A deadline that has passed does not suspend the function for any time", .virtualTime)
    func passed() async throws {
      let diary = Diary()
      let start = ContinuousClock.now
      try await Task.sleep(for: .milliseconds(250))
      try await Task.sleep(until: start + .milliseconds(100), clock: .continuous)
      diary.note("at once")
      #expect(start.duration(to: .now) == .milliseconds(250))
    }

    // region given-clock
    /// Tries until an attempt succeeds, waiting twice as long after each failure.
    static func retry<C: Clock>(
      times: Int, on clock: C, attempt: () async -> Bool
    ) async throws -> Bool where C.Duration == Duration {
      var wait = Duration.seconds(1)
      for number in 1...times {
        if await attempt() { return true }
        if number < times { try await clock.sleep(for: wait) }
        wait *= 2
      }
      return false
    }
    // endregion

    @Test("3. Code that is given its clock is measured exactly in a test", .virtualTime)
    func given() async throws {
      let clock = ContinuousClock()
      // region measured
      let elapsed = try await clock.measure {
        let succeeded = try await Self.retry(times: 4, on: clock) { false }
        #expect(!succeeded)
      }
      #expect(elapsed == .seconds(1 + 2 + 4))
      // endregion
    }

    @Test(
      "4. Instants of a loop are durations since its start, and the loop moves its clock only when nothing is ready")
    func loopClock() {
      let loop = VirtualEventLoop()
      let seen = LoopConfined<[Instant]>([], on: loop)
      loop.schedule(after: .seconds(1)) {
        seen.withValue { $0.append(loop.now) }
        loop.post { seen.withValue { $0.append(loop.now) } }
      }
      loop.run()
      #expect(seen.value == [.seconds(1), .seconds(1)])
    }
  }
}
