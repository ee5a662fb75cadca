// Tests that are cancelled at each of their suspensions.

import Testing

@testable import ScheduleTesting

@Suite("A test is cancelled at each suspension") struct CancellationTests {
  private static func text(_ body: @Sendable () async throws -> Void) async throws -> String {
    let issues = try await Inner.issues(.cancelledEverywhere, body)
    #expect(issues.count <= 1)
    return issues.map { "\($0)" }.joined()
  }

  @Test(.cancelledEverywhere) func `a group of sleeping tasks can be cancelled everywhere`() async throws {
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...3 {
        group.addTask {
          try await Task.sleep(for: .seconds(number))
          return number
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 6)
  }

  @Test func `a wait that ignores the cancellation is found`() async throws {
    let text = try await Self.text {
      await Task.detached { try? await Task.sleep(for: .seconds(30)) }.value
    }
    #expect(text.contains("the test was cancelled at 0ms and ended only at 30s"), "\(text)")
    #expect(text.contains("the first one comes after event 1 of "), "\(text)")
    #expect(text.contains("@Test(.cancelledEverywhere(at: 1))"), "\(text)")
  }

  @Test(.cancelledEverywhere(allowing: .delays)) func `a wait that has to end can be allowed`() async {
    await Task.detached { try? await Task.sleep(for: .seconds(30)) }.value
  }

  @Test func `a continuation that a cancelled task does not resume is found`() async throws {
    let text = try await Self.text {
      let gate = Gate(remembersOpening: true)
      async let opening: Void = {
        try await Task.sleep(for: .seconds(1))
        await gate.open()
      }()
      await gate.pass()
      try await opening
    }
    #expect(text.contains("the test does not end"), "\(text)")
    #expect(text.contains("'test' waits for a continuation"), "\(text)")
  }

  @Test func `an expectation that fails in a cancelled test is reported at its line`() async throws {
    let issues = try await Inner.issues(.cancelledEverywhere) {
      try? await Task.sleep(for: .seconds(1))
      #expect(!Task.isCancelled)
    }
    #expect(issues.map(\.sourceLocation?.line) == [57])
    #expect(issues.first?.comments.isEmpty == false)
  }

  @Test func `an error other than a cancellation is reported`() async throws {
    struct Interrupted: Error {}
    let text = try await Self.text {
      do { try await Task.sleep(for: .seconds(1)) } catch { throw Interrupted() }
    }
    #expect(text.contains("Interrupted"), "\(text)")
  }

  @Test func `a test that fails without a cancellation says so`() async throws {
    let text = try await Self.text { #expect(Bool(false)) }
    #expect(text.contains("it fails without a cancellation"), "\(text)")
  }
}
