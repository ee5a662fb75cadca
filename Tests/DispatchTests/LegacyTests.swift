// A completion handler on Dispatch beside its rewrite.

import Callbacks
import Comparison
import Dispatch
import EventLoops
import Exploration
import OrdinaryPrograms
import Testing

/// Calls its completion on a queue of its own.
private final class LegacyNames: Sendable {
  private let queue = DispatchQueue(label: "names")

  func load(_ index: Int, completion: @escaping @Sendable (Result<String, any Error>) -> Void) {
    queue.asyncAfter(deadline: .now() + .milliseconds(20)) {
      completion(.success(["cat", "dog"][index]))
    }
  }
}

@Suite("Completion handlers on Dispatch, compared") struct LegacyTests {
  private static func program(_ index: Int, rewritten: Int) -> ComparedProgram {
    ComparedProgram("names")
      .callback { _, done in LegacyNames().load(index, completion: done) }
      .async { _ in
        try await Task.sleep(for: .milliseconds(20))
        return ["cat", "dog"][rewritten]
      }
  }

  @Test func `the rewrite does the same, at the same instant`() {
    #expect(Self.program(1, rewritten: 1).compare().agrees)
    #expect(!Self.program(1, rewritten: 0).compare().agrees)
  }

  @Test func `a trap in a block is a difference, and the rewrite has its result`() throws {
    let comparison = Self.program(2, rewritten: 1).compare()
    let trap = try #require(comparison.runs[0].report.violations.first)
    #expect(
      "\(trap)".hasPrefix("'after 20ms on queue names' trapped at 20ms, at LegacyTests.swift:17: Index out of range"),
      "\(trap)")
    #expect(comparison.runs[1].outcomes == [.value(#""dog""#)])
    #expect(!comparison.unexplained.isEmpty)
    let differential = Differential(of: Self.program(2, rewritten: 1))
    #expect(!differential.isEquivalent, "\(differential)")
  }
}
