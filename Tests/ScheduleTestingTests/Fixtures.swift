// Tests that another test runs in a process of its own: what they report is what a user sees.

import Foundation
import OrdinaryPrograms
import ScheduleTesting
import Testing

/// Whether the fixtures run in this process.
enum Fixtures {
  static let variable = "SCHEDULE_TESTING_FIXTURES"
  static let areOn = ProcessInfo.processInfo.environment[variable] != nil
}

@Suite("Schedule fixtures", .enabled(if: Fixtures.areOn), .everySchedule) struct ScheduleFixtures {
  @Test func `fixture that races`() async { #expect(await Register.race() == "ab") }

  @Test(arguments: ["ab", "ba"]) func `fixture with arguments`(name: String) async {
    #expect(await Register.race() == name)
  }

  @Test func `fixture that passes`() async { _ = await Register.race() }

  @Test func `fixture that is cancelled`() async throws { try Test.cancel("enough") }

  @Test(.timeLimit(.minutes(1))) func `fixture with a time limit`() async throws {
    try await Task.sleep(for: .seconds(3_600))
  }

  @Suite("Nested fixtures") struct Nested {
    @Test func `nested fixture that races`() async { #expect(await Register.race() == "ab") }

    @Test(.everySchedule(budget: 1, reversals: 0)) func `nested fixture with a budget of its own`() async {
      _ = await Register.race()
    }

    @Test(.virtualTime) func `nested fixture that never ends`() async {
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
  }
}

@Suite("Tracker fixtures", .enabled(if: Fixtures.areOn)) struct TrackerFixtures {
  // region failing
  @Test(.everySchedule) func `the log has the events in their order`() async {
    let tracker = Tracker()
    tracker.track("play")
    tracker.track("pause")
    await tracker.finish()
    #expect(await tracker.log.lines == ["play", "pause"])
  }
  // endregion
}

@Suite("Ordinary fixtures", .enabled(if: Fixtures.areOn)) struct OrdinaryFixtures {
  @Test(arguments: 0..<20) func `ordinary fixture`(number: Int) async {
    let start = ContinuousClock.now
    let value = await Task.detached { await Task { @MainActor in number }.value }.value
    #expect(value == number)
    #expect(start.duration(to: .now) < .seconds(3_000), "the clock is the system's")
  }
}
