// The time and the memory of pipelines and of searches at growing sizes.

import Comparison
import Exploration
import Pipelines

/// Measures how costs grow.
package enum GrowthMeasurement {
  /// The smallest size. Each further one is ten times as large.
  package static let smallest = 1_000

  /// The time and the memory of pipelines, and of searches.
  ///
  /// - Parameters:
  ///   - largest: The largest size, at least `smallest`. A size that would not fit into half of the machine's memory is
  ///     left out.
  ///   - rounds: How many measurements there are of each size; fewer of large ones.
  ///   - progress: Called before each measurement with its name.
  package static func curves(upTo largest: Int, rounds: Int, progress: (String) -> Void = { _ in }) -> [GrowthCurve] {
    let sizes = Array(sequence(first: smallest) { $0 * 10 <= largest ? $0 * 10 : nil })
    let pipelines = PipelineBenchmarks.starts.map { style, start in
      measured(style, sizes, rounds, progress) { size in
        let lap = PipelineBenchmarks.variedLap(start, size)
        return Cost(
          operations: lap.operations, nanoseconds: lap.nanoseconds, bytes: lap.bytesEach.map { $0 * size })
      }
    }
    let searches = explorations.map { name, explore in
      measured(name, sizes, rounds, progress) { size in
        ResidentMemory.trim()
        let before = ResidentMemory.bytes
        var lap = Lap(operations: size, nanoseconds: 0)
        let exploration = lap.time { explore(size) }
        lap.operations = max(exploration.runs, 1)
        let now = ResidentMemory.bytes
        keep(exploration)
        return Cost(
          operations: lap.operations, nanoseconds: lap.nanoseconds,
          bytes: now.flatMap { now in before.map { max(now - $0, 0) } })
      }
    }
    return [
      GrowthCurve(
        "pipelines-time", title: "Nanoseconds a pipeline", sizes: "pipelines in flight", lines: pipelines.map(\.time)),
      GrowthCurve(
        "pipelines-memory", title: "Megabytes of suspended pipelines", sizes: "pipelines in flight",
        lines: pipelines.map(\.memory)),
      GrowthCurve(
        "searches-time", title: "Nanoseconds a run", sizes: "runs of a search", lines: searches.map(\.time)),
      GrowthCurve(
        "searches-memory", title: "Megabytes that a search keeps", sizes: "runs of a search",
        lines: searches.map(\.memory)),
    ]
  }

  private struct Cost {
    let operations: Int
    let nanoseconds: Int
    let bytes: Int?
  }

  private struct Lines {
    let time: GrowthCurve.Line
    let memory: GrowthCurve.Line
  }

  /// The lines of one thing: the shortest time of several measurements, and the memory of the first one, since a later
  /// one may find room that an earlier one left.
  private static func measured(
    _ name: String, _ sizes: [Int], _ rounds: Int, _ progress: (String) -> Void, _ measure: (Int) -> Cost
  ) -> Lines {
    var (times, memory): ([(size: Int, value: Double)], [(size: Int, value: Double)]) = ([], [])
    for size in sizes {
      // Ten times the memory of the size before must fit into half of the machine's.
      if let last = memory.last, last.value * 10e6 > Double(ResidentMemory.ofMachine) / 2 { break }
      progress("\(name), \(size)")
      let costs = (0..<max(1, min(rounds, 1_000_000 / size))).map { _ in measure(size) }
      let least = costs.map { Double($0.nanoseconds) / Double($0.operations) }.min() ?? 0
      times.append((size, least))
      if let bytes = costs[0].bytes { memory.append((size, Double(bytes) / 1e6)) }
    }
    return Lines(time: .init(name, times), memory: .init(name, memory))
  }

  /// Explorations of a number of runs: of ten writers of a cell, which have 3,628,800 classes of schedules, and of seeded
  /// schedules of four compared pipelines.
  private static let explorations: [(name: String, explore: @Sendable (Int) -> ScheduleExploration)] = [
    (
      "every class",
      { runs in
        ScheduleExploration(
          of: SharedCells.writers(10), Effort(runs: runs, reversals: nil, seededRuns: 0, auditRuns: 0))
      }
    ),
    (
      "seeded",
      { runs in
        let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: 4)
        let version = ThreeStages.program.versions[0]
        return ScheduleExploration(
          of: Subject(ThreeStages.program, version, under: plan),
          Effort(runs: 0, reversals: 0, seededRuns: 0, auditRuns: runs))
      }
    ),
  ]
}
