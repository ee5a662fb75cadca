// Runs of a schedule search: how many a second.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Pipelines
import Promises

/// Measures explorations.
enum ExplorationBenchmarks {
  static let all = benchmarks("explore-12", events: 12) + benchmarks("explore-50", events: 50)

  /// Runs of about `events` events in each style under one seeded schedule after another: of bare chains of
  /// calls, which end at one counter, and of the compared program, whose calls are simulated, kept in a journal and judged.
  private static func benchmarks(_ name: String, events: Int) -> [Benchmark] {
    let bare = chains.map { style, start in
      benchmark(name, style, "bare chains of calls", events) { chains in
        Subject(name) { loop in
          let count = LoopConfined(0, on: loop)
          for _ in 0..<chains { start(loop, count) }
          return { Verdict("\(count.value)", findings: $0.isClean ? [] : ["something is left over"]) }
        }
      }
    }
    let compared = ThreeStages.program.versions.filter { $0.variant == nil }.map { version in
      benchmark(name, "\(version.style) program", "pipelines of a compared program", events) { pipelines in
        let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: pipelines)
        return Subject(ThreeStages.program, version, under: plan)
      }
    }
    return bare + compared
  }

  private typealias Chain = @Sendable (VirtualEventLoop, LoopConfined<Int>) -> Void

  /// Starts a chain of three calls that counts its end, by the name of its style. It takes three events with callbacks,
  /// six with futures, and four as a task.
  private static let chains: [(style: String, start: Chain)] = [
    ("callback", callback), ("future", future), ("async", async),
  ]

  @Sendable private static func callback(_ loop: VirtualEventLoop, _ ended: LoopConfined<Int>) {
    PipelineBenchmarks.call(loop, 30, 0) { _ in
      PipelineBenchmarks.call(loop, 20, 0) { _ in
        PipelineBenchmarks.call(loop, 10, 0) { _ in ended.value += 1 }
      }
    }
  }

  @Sendable private static func future(_ loop: VirtualEventLoop, _ ended: LoopConfined<Int>) {
    PipelineBenchmarks.call(loop, 30, 0)
      .flatMap { PipelineBenchmarks.call(loop, 20, $0) }
      .flatMap { PipelineBenchmarks.call(loop, 10, $0) }
      .whenComplete { _ in ended.value += 1 }
  }

  @Sendable private static func async(_ loop: VirtualEventLoop, _ ended: LoopConfined<Int>) {
    loop.spawn {
      _ = try await PipelineBenchmarks.call(loop, 30, 0)
      _ = try await PipelineBenchmarks.call(loop, 20, 0)
      _ = try await PipelineBenchmarks.call(loop, 10, 0)
      ended.value += 1
    }
  }

  private static func benchmark(
    _ name: String, _ variant: String, _ what: String, _ events: Int, _ subject: @escaping @Sendable (Int) -> Subject
  ) -> Benchmark {
    Benchmark(
      name, variant, per: "run", size: 2_000,
      summary: "run \(events) events of \(what) under one seeded schedule after another"
    ) { size, batches in
      var lap = Lap(operations: 0, nanoseconds: 0)
      let enough = (1...events).first { subject($0).plainEventCount >= events } ?? events
      for _ in 0..<batches {
        let exploration = lap.time {
          ScheduleExploration(of: subject(enough), Effort(runs: 0, reversals: 0, seededRuns: 0, auditRuns: size))
        }
        lap.operations += exploration.runs
      }
      return lap
    }
  }
}
