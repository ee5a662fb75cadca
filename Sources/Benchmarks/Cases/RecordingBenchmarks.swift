// The cost of a full recording: pipelines with a recording, in alternation with pipelines without one.

import EventLoops

/// Measures pipelines on loops that record everything, beside pipelines on loops that record nothing.
enum RecordingBenchmarks {
  static let all = PipelineBenchmarks.starts.map { style, start in
    Benchmark(
      "recording-\(style)", per: "pipeline", size: 1_000, atLeast: 50_000,
      summary: "three calls in a row in \(style) style, on a loop that records everything, beside one that does not"
    ) { size, batches in
      var recorded = Lap(operations: size * batches, nanoseconds: 0)
      var plain = recorded
      for batch in 0..<batches {
        // Each goes first as often as the other.
        if batch.isMultiple(of: 2) { plain.time { run(start, size, recording: .nothing) } }
        recorded.time { run(start, size, recording: .everything) }
        if !batch.isMultiple(of: 2) { plain.time { run(start, size, recording: .nothing) } }
      }
      recorded.plainNanoseconds = plain.nanoseconds
      return recorded
    }
  }

  /// Runs `count` pipelines on a loop of their own, from its creation to its end.
  private static func run(
    _ start: @escaping PipelineBenchmarks.Start, _ inFlight: Int, recording: VirtualEventLoop.Recording
  ) {
    let loop = VirtualEventLoop(limits: .none, recording: recording)
    loop.post {
      for _ in 0..<inFlight { start(loop, 0) }
    }
    keep(loop.run())
  }
}
