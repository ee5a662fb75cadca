// The functions for tests and programs without a trait.

import ScheduleTesting
import Synchronization
import Testing

@Suite("Exploring without a trait") struct FunctionTests {
  private struct WrongOrder: Error {}

  @Test func `explore throws the smallest failing schedule`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore("names") { if await Register.race() != "ab" { throw WrongOrder() } }
    }
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.contains("the test threw WrongOrder()"), "\(text)")
    #expect(text.contains("with one change:"), "\(text)")
    let token = try #require(failure?.token)
    #expect(text.contains("explore(replaying: \"\(token)\")"), "\(text)")
    await #expect(throws: ScheduleFailure.self) {
      try await explore("names", replaying: token) { if await Register.race() != "ab" { throw WrongOrder() } }
    }
  }

  @Test func `an expectation in an explored body is one error`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore { #expect(await Register.race() == "ab") }
    }
    #expect(failure?.findings.count == 1)
    #expect(failure?.findings.first?.contains("Expectation failed") == true, "\(failure?.findings ?? [])")
  }

  @Test func `explore tells what was covered`() async throws {
    let explored = try await explore { _ = await Register.race() }
    #expect(explored.isComplete)
    #expect(explored.coverage.contains("all there are"), "\(explored)")
  }

  @Test func `clocks, tasks and the main actor are the process's own again after an exploration`() async throws {
    let before = ContinuousClock.now
    try await explore {
      try await Task.sleep(for: .seconds(86_400))
      _ = await Register.race()
    }
    let after = ContinuousClock.now
    #expect(before < after && before.duration(to: after) < .seconds(3_000))
    let value = await Task.detached { await Task { @MainActor in 1 }.value }.value
    try await Task.sleep(for: .nanoseconds(1))
    #expect(value == 1 && after < .now && after.duration(to: .now) < .seconds(3_000))
  }

  @Test func `hours of sleep take no time`() async throws {
    let hours = try await inVirtualTime {
      let start = ContinuousClock.now
      try await Task.sleep(for: .seconds(3_600))
      return start.duration(to: .now)
    }
    #expect(hours == .seconds(3_600))
  }

  @Test func `virtual time throws what the operation throws`() async throws {
    await #expect(throws: WrongOrder.self) { try await inVirtualTime { throw WrongOrder() } }
  }

  @Test func `cancelEverywhere throws the first cancellation that fails`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await cancelEverywhere { await Task.detached { try? await Task.sleep(for: .seconds(1)) }.value }
    }
    #expect("\(failure.map { "\($0)" } ?? "")".contains("cancelEverywhere(at: 1)"))
    let explored = try await cancelEverywhere { try await Task.sleep(for: .seconds(1)) }
    #expect(explored.isComplete)
  }
}
