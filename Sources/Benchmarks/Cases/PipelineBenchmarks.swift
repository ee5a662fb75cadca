// Three calls in a row, in each style, with one, a thousand and a million of them in flight.

import Callbacks
import EventLoops
import Promises

/// Measures pipelines of three calls, whose latencies are equal or varied.
///
/// With equal ones all timers of a stage are due at one instant and set in the order in which they run, which is the
/// best case of any queue of timers. With varied ones they are due at 13 instants a stage, in no order.
enum PipelineBenchmarks {
  static let all = equal + varied

  private static let equal = starts.flatMap { style, start in
    [1, 1_000, 1_000_000].map { inFlight in
      Benchmark(
        "pipeline-\(style)", per: "pipeline", size: inFlight, atLeast: 50_000,
        summary: "three calls in a row in \(style) style, the given number of pipelines in flight, equal latencies"
      ) { size, batches in
        measure(start, size, batches) { _ in 0 }
      }
    }
  }

  private static let varied = starts.flatMap { style, start in
    [1_000, 1_000_000].map { inFlight in
      Benchmark(
        "pipeline-varied-\(style)", per: "pipeline", size: inFlight, atLeast: 50_000,
        summary: "three calls in a row in \(style) style, the given number of pipelines in flight, 13 latencies a stage"
      ) { size, batches in
        measure(start, size, batches) { $0 }
      }
    }
  }

  /// A lap of pipelines of varied latencies in one style, as many in flight as the size says.
  static func variedLap(_ start: @escaping Start, _ inFlight: Int) -> Lap {
    measure(start, inFlight, max(1, 10_000 / inFlight)) { $0 }
  }

  /// How many latencies a stage has where they are varied.
  private static let latencies = 13

  /// Starts a pipeline of three calls, by the name of its style.
  static let starts: [(style: String, start: Start)] = [("callback", callback), ("future", future), ("async", async)]

  typealias Start = @Sendable (VirtualEventLoop, Int) -> Void

  /// Below this many pipelines the growth of the process is too coarse a measure of what one takes.
  private static let fewestForMemory = 10_000

  /// - Parameter request: The request of the k-th pipeline, by which its latencies differ.
  private static func measure(
    _ start: @escaping Start, _ inFlight: Int, _ batches: Int, request: @escaping @Sendable (Int) -> Int
  ) -> Lap {
    var lap = Lap(operations: inFlight * batches, nanoseconds: 0)
    let measuresMemory = inFlight >= fewestForMemory
    if measuresMemory { ResidentMemory.trim() }
    let before = measuresMemory ? ResidentMemory.bytes : nil
    let loop = VirtualEventLoop(limits: .none, recording: .nothing)
    for _ in 0..<batches {
      lap.time {
        loop.post {
          for number in 0..<inFlight { start(loop, request(number)) }
        }
        // All pipelines now wait for their first reply.
        keep(loop.advance(by: .milliseconds(10)))
      }
      if let before, let now = ResidentMemory.bytes { lap.bytesEach = (now - before) / inFlight }
      lap.time { keep(loop.run()) }
    }
    return lap
  }

  // region benchmark-pipelines
  @Sendable private static func callback(_ loop: VirtualEventLoop, _ request: Int) {
    call(loop, 30, request) { reply1 in
      guard case .success(let request2) = reply1 else { return }
      call(loop, 20, request2) { reply2 in
        guard case .success(let request3) = reply2 else { return }
        call(loop, 10, request3) { keep($0) }
      }
    }
  }

  @Sendable private static func future(_ loop: VirtualEventLoop, _ request: Int) {
    call(loop, 30, request)
      .flatMap { call(loop, 20, $0) }
      .flatMap { call(loop, 10, $0) }
      .whenComplete { keep($0) }
  }

  @Sendable private static func async(_ loop: VirtualEventLoop, _ request: Int) {
    loop.spawn {
      let request2 = try await call(loop, 30, request)
      let request3 = try await call(loop, 20, request2)
      keep(try await call(loop, 10, request3))
    }
  }
  // endregion

  /// How long a call takes: as long as it says for the first requests, and up to 12 milliseconds more for others, which
  /// a stage takes from a digit of the request that is its own.
  @inline(__always)
  private static func latency(_ milliseconds: Int, _ request: Int) -> Duration {
    let place = milliseconds == 30 ? 1 : milliseconds == 20 ? latencies : latencies * latencies
    return .milliseconds(milliseconds + request / place % latencies)
  }

  @inline(never)
  static func call(
    _ loop: VirtualEventLoop, _ milliseconds: Int, _ request: Int, _ completion: @escaping Completion<Int>
  ) {
    loop.schedule(after: latency(milliseconds, request)) { completion(.success(request + 1)) }
  }

  @inline(never)
  static func call(_ loop: VirtualEventLoop, _ milliseconds: Int, _ request: Int) -> Future<Int> {
    let promise = Promise<Int>(on: loop, "reply")
    loop.schedule(after: latency(milliseconds, request)) { promise.succeed(request + 1) }
    return promise.future
  }

  @inline(never)
  static func call(_ loop: VirtualEventLoop, _ milliseconds: Int, _ request: Int) async throws -> Int {
    try await loop.sleep(for: latency(milliseconds, request))
    return request + 1
  }
}
