// Tests that another test runs in a process of its own: what they report is what a user sees.

import Foundation
import OrdinaryPrograms
import ScheduleTesting
import Synchronization
import Testing

/// Whether the fixtures run in this process.
enum Fixtures {
  static let variable = "SCHEDULE_TESTING_FIXTURES"
  static let areOn = ProcessInfo.processInfo.environment[variable] == "1"
  /// Whether a sanitizer watches the process: it keeps freed memory.
  static let areWatched = dlsym(nil, "__sanitizer_print_stack_trace") != nil
  static let areMany = ProcessInfo.processInfo.environment[variable] == "many"
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

/// Tests that another test runs in a process of its own, many at once.
@Suite("Explored in parallel", .enabled(if: Fixtures.areMany)) struct ParallelFixtures {
  @Test(.everySchedule, arguments: 0..<100) func `explored beside others`(number: Int) async {
    let names = await Register.race()
    #expect(names.count == 2)
    #expect(number != 50 || names == "ab", "only this one fails, under some schedules")
  }

  @Test(arguments: 0..<50) func `ordinary beside explored ones`(number: Int) async {
    let value = await Task.detached { await Task { @MainActor in number }.value }.value
    #expect(value == number)
  }
}

/// A search whose memory another test looks at.
@Suite("Explored for long", .enabled(if: Fixtures.areMany)) struct LongFixtures {
  private static let runs = Mutex(0)

  /// The memory of the process in KiB that is in use.
  private static var residentSize: Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
      .first
    return pages.flatMap { Int($0) }.map { $0 * 4 } ?? 0
  }

  @Test(.everySchedule(budget: 9_800, reversals: nil)) func `explored for long`() async {
    let count = Self.runs.withLock { count in
      count += 1
      return count
    }
    if count == 2_000 || count == 10_000 { print("resident after \(count) runs: \(Self.residentSize)") }
    let register = Register()
    let tasks = (0..<5).map { number in
      Task {
        await Task.yield()
        await register.add("\(number)")
      }
    }
    for task in tasks { await task.value }
  }
}
