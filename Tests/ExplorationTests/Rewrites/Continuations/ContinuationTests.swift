// A continuation that a rewrite resumes twice: recorded in events of a loop, the end of the process everywhere else.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Testing

@Suite("A continuation that is resumed twice")
struct ContinuationTests {
  private static let original = ComparedProgram("greeting")
    .callback { context, completion in context.api.call("hello", "world", completion: completion) }

  /// The rewrite that calls its continuation with each result, and then once more.
  private static let checked = original.async(greet)

  @Sendable private static func greet(_ context: ProgramContext) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      context.api.call("hello", "world") { result in
        continuation.resume(with: result)
        continuation.resume(with: result)
      }
    }
  }

  @Test func `is recorded as a violation where the rewrite waits with awaitCompletion`() {
    let comparison = Self.original
      .async { context in
        try await awaitCompletion(on: context.loop, "hello") { (completion: @escaping Completion<String>) in
          context.api.call("hello", "world") { result in
            completion(result)
            completion(result)
          }
        }
      }
      .compare()
    #expect(comparison.runs[1].report.violations.map(\.kind) == [.resumedTwice])
    #expect(comparison.unexplained.map(\.aspect).contains(.leftovers), "\(comparison)")
  }

  #if os(Linux) && !BRAID_PORTABLE
    @Test func `is recorded as a violation where the rewrite waits with a checked continuation`() throws {
      let comparison = Self.checked.compare()
      let violation = try #require(comparison.runs[1].report.violations.first)
      #expect(violation.kind == .resumedTwice)
      #expect(violation.label == "greet(_:)", "\(violation)")
      #expect("\(violation)".contains("was resumed twice at 0ms, by an event that was created at"))
      #expect(comparison.runs.allSatisfy { $0.outcomes == [.value(#""world""#)] })
      #expect(comparison.unexplained.map(\.aspect) == [.leftovers], "\(comparison)")
    }

    @Test func `is found by the search, and by both sweeps, in every schedule`() throws {
      let differential = Differential(of: Self.checked)
      #expect(!differential.isEquivalent)
      #expect(differential.explorations[0].isClean && !differential.explorations[1].isClean)
      #expect("\(differential.explorations[1])".contains("resumed twice"), "\(differential)")
      let cancelled = CancellationSweep(of: Self.checked)
      #expect(cancelled.findings.contains { $0.version == "async" && $0.text.contains("resumed twice") })
      #expect(cancelled.findings.allSatisfy { $0.version == "async" })
      let faults = DisturbanceSweep(.fault, of: Self.checked, Self.checked.versions[1])
      #expect(!faults.failures.isEmpty)
    }

    /// What is passed to the second resumption is owned by the call, and ends with it.
    @Test func `releases the value or the error of the second resumption`() throws {
      final class Content: Error {
        private let end: @Sendable () -> Void
        init(_ end: @escaping @Sendable () -> Void) { self.end = end }
        deinit { end() }
      }
      let loop = VirtualEventLoop()
      let ended = LoopConfined(0, on: loop)
      try loop.run(allowing: .violations) {
        let make: @Sendable () -> Content = { Content { ended.withValue { $0 += 1 } } }
        _ = await withCheckedContinuation { continuation in
          continuation.resume(returning: make())
          continuation.resume(returning: make())
        }
        _ = try? await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int, any Error>) in
          continuation.resume(throwing: make())
          continuation.resume(throwing: make())
        }
      }
      #expect(ended.value == 4)
    }
  #endif

  /// No loop hears of a resumption outside of its events.
  @Test func `ends the process with Swift's message outside of a loop`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = VirtualEventLoop()
      await withCheckedContinuation { continuation in
        continuation.resume()
        continuation.resume()
      }
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("SWIFT TASK CONTINUATION MISUSE"))
    #expect(text.contains("tried to resume its continuation more than once"))
  }
}
