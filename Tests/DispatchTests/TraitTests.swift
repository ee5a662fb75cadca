// The traits take Dispatch along.

import Dispatch
import EventLoops
import OrdinaryPrograms
import ScheduleTesting
import Testing

@Suite struct DispatchTraitTests {
  @Test(.virtualTime) func `a test of completion handlers runs in virtual time`() async {
    let start = DispatchTime.now()
    let lines = await withCheckedContinuation { continuation in
      loadThree(QueuedImageLoader()) { continuation.resume(returning: $0) }
    }
    #expect(lines.count == 3)
    #expect(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds == 2_000_000_000)
  }

  // region completion-handlers
  @Test(.everySchedule) func `two increments make two`() async {
    let counter = AtomicCounter()
    await withCheckedContinuation { continuation in
      let group = DispatchGroup()
      for _ in 0..<2 { DispatchQueue.global().async(group: group) { counter.increment() } }
      group.notify(queue: .main) { continuation.resume() }
    }
    #expect(counter.value == 2)
  }
  // endregion

  @Test func `a lost update on a concurrent queue is found`() async {
    await #expect(throws: ScheduleFailure.self) {
      try await explore {
        let counter = AtomicCounter()
        await withCheckedContinuation { continuation in
          let group = DispatchGroup()
          for _ in 0..<2 { DispatchQueue.global().async(group: group) { counter.value += 1 } }
          group.notify(queue: .main) { continuation.resume() }
        }
        guard counter.value == 2 else { throw LostUpdate() }
      }
    }
  }

  @Test func `an issue in a block is one of the test's`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore {
        await withCheckedContinuation { continuation in
          DispatchQueue.main.async {
            Issue.record("in a block")
            continuation.resume()
          }
        }
      }
    }
    #expect(try #require(failure).description.contains("in a block"))
  }

  @Test func `a trap in a block is a finding with its line`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore {
        await withCheckedContinuation { continuation in
          DispatchQueue(label: "images").async {
            continuation.resume(with: .success(Unloaded().check()))
          }
        }
      }
    }
    let text = try #require(failure).description
    #expect(text.contains("'queue images' trapped at 0ms, at TraitTests.swift:\(Unloaded.line): not loaded"), "\(text)")
  }

  @Test func `a deadlock is a finding that names both sides`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore {
        await withCheckedContinuation { continuation in
          let one = DispatchQueue(label: "one")
          let two = DispatchQueue(label: "two")
          let group = DispatchGroup()
          one.async(group: group) { two.sync {} }
          two.async(group: group) { one.sync {} }
          group.notify(queue: .main) { continuation.resume() }
        }
      }
    }
    let text = try #require(failure).description
    #expect(text.contains("'queue one' waits in sync for queue two, which 'queue two' holds"), "\(text)")
    #expect(text.contains("'queue two' waits in sync for queue one, which 'queue one' holds"), "\(text)")
  }
}

private struct LostUpdate: Error {}

private struct Unloaded {
  var isLoaded = false
  static let line = #line + 1
  func check() { precondition(isLoaded, "not loaded") }
}
