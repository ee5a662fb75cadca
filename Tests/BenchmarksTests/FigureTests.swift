// What a figure is: the time of one operation, beside a fixed piece of work.

import Benchmarks
import Dispatch
import Testing

@Suite("What a figure says", .serialized)
struct FigureTests {
  @Test func `a figure is the time of one operation, beside the time of one step of a loop of fixed work`() async throws
  {
    let benchmarks = BenchmarkCatalog.benchmarks(named: ["post"], size: 3)
    // On a thread of its own: a benchmark may block its thread until a task has ended.
    let report = await withCheckedContinuation { continuation in
      DispatchQueue(label: "benchmark").async {
        continuation.resume(returning: BenchmarkRunner.run(benchmarks, rounds: 2))
      }
    }
    let figure = try #require(report.results.first)
    #expect(figure.operations >= 1)
    #expect(figure.nanoseconds.median > 0)
    #expect(figure.ratio > 0)
  }
}
