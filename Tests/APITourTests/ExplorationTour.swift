// A tour of explorations: every order of events, sweeps, and what a failed expectation shows.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Testing

@Suite("API tour: explorations")
struct ExplorationTour {
  private static let ordered = ComparedProgram("ordered").async { context in
    async let first = context.api.call("first", "1")
    async let second = context.api.call("second", "2")
    return try await first + second
  }

  /// Two tasks that lose an update of each other.
  private static let counter = Subject("counter") { loop in
    let count = LoopConfined(0, on: loop)
    for _ in 1...2 {
      loop.spawn {
        let read = count.value
        try await loop.sleep(for: .zero)
        count.value = read + 1
      }
    }
    return { _ in Verdict("\(count.value)", findings: count.value == 2 ? [] : ["an update is lost"]) }
  }

  @Test func `a failing expectation on an exploration shows the outcomes and what was covered`() throws {
    let exploration = ScheduleExploration(of: Self.counter)
    #expect(!exploration.isClean)
    #expect("\(exploration)".hasPrefix("counter: "))
    #expect("\(exploration.outcomes)".contains("1  ✗ an update is lost"))
    let example = try #require(exploration.counterexamples.first)
    #expect("\(example)".contains("an update is lost"))
    #expect("\(example)".contains("replay: \(example.token)"))
  }

  @Test func `one check compares a rewrite with its original in every way`() {
    @Sendable func page(_ context: ProgramContext) -> Stub<Int, String> {
      context.stub("page", after: .milliseconds(10)) { "page \($0)" }
    }
    let original = ComparedProgram("page").callback { context, done in page(context)(1, completion: done) }
    let right = RewriteCheck(of: original.async { try await page($0)(1) })
    #expect(right.isEquivalent, "\(right)")
    let wrong = RewriteCheck(of: original.async { context in (try? await page(context)(1)) ?? "" })
    #expect(!wrong.isEquivalent && !wrong.differences.isEmpty)
    #expect("\(wrong)".contains("with fault page fails: outcome — callback: finished failed 500"), "\(wrong)")
  }

  @Test func `a sweep of cancellations says what it found`() throws {
    let sweep = CancellationSweep(of: Self.ordered, under: Plan(latency: .milliseconds(10)))
    #expect(sweep.findings.isEmpty, "\(sweep)")
    #expect("\(sweep)".hasPrefix("\(sweep.runs.count) cancellations: no finding"))
    let version = try #require(Self.ordered.versions.first)
    let disturbed = DisturbanceSweep(.cancel, of: Self.ordered, version, under: Plan(latency: .milliseconds(10)))
    #expect("\(disturbed)".hasPrefix(disturbed.coverage))
  }
}
