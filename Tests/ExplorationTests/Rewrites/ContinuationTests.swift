// A continuation that a rewrite resumes twice: what is recorded, and what ends the process.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("A continuation that is resumed twice")
struct ContinuationTests {
  @Test func `is recorded as a violation where the rewrite waits with awaitCompletion`() {
    let comparison = ComparedProgram("greeting")
      .callback { context, completion in context.api.call("hello", "world", completion: completion) }
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

  /// Swift's own check stops the process before any loop hears of it.
  @Test func `ends the process with Swift's message where the rewrite waits with a checked continuation`() async throws
  {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let program = ComparedProgram("greeting")
        .callback { context, completion in context.api.call("hello", "world", completion: completion) }
        .async { context in
          try await withCheckedThrowingContinuation { continuation in
            _ = context.api.call("hello", "world") { result in
              continuation.resume(with: result)
              continuation.resume(with: result)
            }
          }
        }
      _ = program.compare()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("SWIFT TASK CONTINUATION MISUSE"))
    #expect(text.contains("tried to resume its continuation more than once"))
  }
}
