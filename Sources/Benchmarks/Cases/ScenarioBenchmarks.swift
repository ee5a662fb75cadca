// Scenario files: reading one, running it in every style, writing its trace and reading that back.

import Comparison
import Workbench

/// Measures the workbench.
enum ScenarioBenchmarks {
  static let all = [
    Benchmark(
      "scenario", per: "scenario", size: 1, atLeast: 200,
      summary: "read a scenario, run it in every version, compare the runs and check what it expects"
    ) { size, batches in
      Lap.of(size * batches) {
        for _ in 0..<size * batches { keep(read(text).map { ScenarioRunner.run($0) }) }
      }
    },
    Benchmark("parse", per: "scenario", size: 1, atLeast: 2_000, summary: "read a scenario") { size, batches in
      Lap.of(size * batches) {
        for _ in 0..<size * batches { keep(read(text)) }
      }
    },
    Benchmark(
      "trace-jsonl", per: "record", size: 100,
      summary: "write a trace of pipelines, and read it back", trace),
  ]

  /// The scenario that is read and run: long enough to have a bit of everything that most have.
  static let text = """
    title    A benchmark
    program  three-stages
    guide    notes/benchmarks.md
    teaches  What the workbench costs.

    call 1   takes 30ms  returns "user 42"
    call 2   takes 20ms  returns "order 7"
    call 3   takes 10ms  fails 503 "Service Unavailable"

    expect
      0ms   call 1 sent "request"
      30ms  call 1 replied "user 42"
      30ms  step 1
      30ms  call 2 sent "user 42"
      50ms  call 2 replied "order 7"
      50ms  step 2
      50ms  call 3 sent "order 7"
      60ms  call 3 failed 503 "Service Unavailable"
      60ms  finished failed 503 "Service Unavailable"

    expect callback
      60ms  caught in the completion of call 3

    expect future
      60ms  caught at the end of the chain

    expect async
      60ms  caught in the catch around the awaits

    """

  private static func read(_ text: String) -> Scenario? {
    try? Scenario(ScenarioSource(text: text, path: "benchmark.scenario"))
  }

  private static func trace(_ pipelines: Int, _ batches: Int) -> Lap {
    guard let scenario = read(text + "repeat \(pipelines) every 1ms\n") else {
      preconditionFailure("the benchmark's own scenario is wrong")
    }
    let picture = Picture(of: ScenarioRunner.run(scenario))
    var lap = Lap(operations: 0, nanoseconds: 0)
    for _ in 0..<batches {
      var pieces: [String] = []
      lap.time { try? RenderingFormat.jsonl.write(picture) { pieces.append($0) } }
      let text = pieces.joined()
      lap.operations += pieces.count
      lap.time {
        var reader = TraceReader(text: text)
        while let record = try? reader.next() { keep(record) }
      }
    }
    return lap
  }
}
