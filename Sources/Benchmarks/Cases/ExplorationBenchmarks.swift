// Runs of a schedule search: how many a second.

import Comparison
import Exploration
import Pipelines

/// Measures explorations.
enum ExplorationBenchmarks {
  static let all = benchmarks("explore-12", pipelines: 3) + benchmarks("explore-50", pipelines: 12)

  /// A search in each style. A pipeline of three calls takes four events in callback style: its start and three
  /// replies.
  private static func benchmarks(_ name: String, pipelines: Int) -> [Benchmark] {
    ThreeStages.program.versions.filter { $0.variant == nil }.map { version in
      Benchmark(
        name, version.style.rawValue, per: "run", size: 2_000,
        summary: "run \(pipelines) pipelines of three calls under one schedule after another"
      ) { size, batches in
        let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: pipelines)
        let subject = Subject(ThreeStages.program, version, under: plan)
        var lap = Lap(operations: 0, nanoseconds: 0)
        for _ in 0..<batches {
          let exploration = lap.time {
            Exploration(of: subject, Effort(runs: size, reversals: nil, seededRuns: 0, auditRuns: 0))
          }
          lap.operations += exploration.runs
        }
        return lap
      }
    }
  }
}
