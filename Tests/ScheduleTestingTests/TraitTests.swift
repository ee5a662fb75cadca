// What users of Swift Testing expect of a test, in a test that is run many times.

import Synchronization
import Testing

@testable import ScheduleTesting

@Suite("Traits beside the other means of Swift Testing") struct TraitTests {
  private struct Refused: Error {}

  @Test func `an error that is thrown under some schedule is one issue with that error`() async throws {
    let issues = try await Inner.issues(.everySchedule) { if await Register.race() != "ab" { throw Refused() } }
    #expect(issues.count == 1)
    #expect(issues.first?.error is Refused)
    #expect(issues.first?.comments.isEmpty == false)
  }

  @Test func `a requirement that fails is one issue`() async throws {
    let issues = try await Inner.issues(.everySchedule) { try #require(await Register.race() == "ab") }
    #expect(issues.count == 1)
    #expect(issues.first?.sourceLocation?.line == 19)
  }

  @Test func `a confirmation that fails under some schedule is one issue`() async throws {
    let issues = try await Inner.issues(.everySchedule) {
      await confirmation { confirm in if await Register.race() == "ab" { confirm() } }
    }
    #expect(issues.count == 1)
    if case .confirmationMiscounted? = issues.first?.kind {} else { Issue.record("\(issues)") }
  }

  @Test func `a known issue is no failure, and is recorded once`() async throws {
    let issues = try await Inner.issues(.everySchedule) {
      await withKnownIssue { #expect(await Register.race() == "no such name") }
    }
    #expect(issues.map(\.isFailure) == [false])
  }

  @Test func `a known issue that occurs under some schedules only is intermittent`() async throws {
    let strict = try await Inner.issues(.everySchedule) {
      await withKnownIssue { #expect(await Register.race() == "ba") }
    }
    #expect(strict.count == 1 && strict.first?.isFailure == true)
    let lenient = try await Inner.issues(.everySchedule) {
      await withKnownIssue(isIntermittent: true) { #expect(await Register.race() == "ba") }
    }
    #expect(lenient.allSatisfy { !$0.isFailure })
  }

  @Test func `issues of a test in virtual time are passed on unchanged`() async throws {
    let issues = try await Inner.issues(.virtualTime) {
      #expect(Bool(false))
      #expect(Bool(false))
      throw Refused()
    }
    #expect(issues.count == 3)
    #expect(issues.last?.error is Refused)
  }

  @Test func `without capturing the body runs once`() async throws {
    let calls = Mutex(0)
    for trait in [ScheduleTrait.virtualTime, .everySchedule, .cancelledEverywhere] {
      var trait = trait
      trait.isAvailable = false
      let issues = try await Inner.issues(trait) { calls.withLock { $0 += 1 } }
      #expect(issues.isEmpty)
    }
    #expect(calls.withLock { $0 } == 3)
  }

  @Test(.everySchedule, .cancelledEverywhere) func `two traits apply one after the other`() async throws {
    try await Task.sleep(for: .seconds(1))
  }

  @Test(.everySchedule, arguments: ["x", "y"]) func `each argument is explored`(name: String) async {
    let register = Register()
    await register.add(name)
    #expect(await register.names == name)
  }

  @Test(.virtualTime) func `a whole day of ticks has exact instants`() async throws {
    let start = ContinuousClock.now
    for _ in 0..<24 { try await Task.sleep(for: .seconds(3_600)) }
    #expect(start.duration(to: .now) == .seconds(86_400))
  }

  @MainActor @Test(.everySchedule) func `a test of the main actor is explored`() async {
    var log = ""
    let tasks = ["a", "b"].map { name in Task { log += name } }
    for task in tasks { await task.value }
    #expect(log.count == 2)
  }
}
