// Runs benchmarks: a round to warm up, then rounds that count, each beside the calibration loop.

/// Measures benchmarks.
public enum BenchmarkRunner {
  /// Measures some benchmarks one after another.
  ///
  /// - Parameters:
  ///   - benchmarks: What to measure.
  ///   - rounds: How many rounds count, at least 1.
  ///   - stored: A run to compare with.
  ///   - isInterrupted: Asked before each round. From the first time on that it says so no round is begun.
  ///   - progress: Called before each round with the name of the benchmark and the number of the round; 0 is the warm-up.
  package static func run(
    _ benchmarks: [Benchmark], rounds: Int, comparedWith stored: StoredRun? = nil,
    until isInterrupted: () -> Bool = { false }, progress: (Benchmark, Int) -> Void = { _, _ in }
  ) -> BenchmarkReport {
    let clock = ContinuousClock()
    let (start, startOfWork) = (clock.now, ProcessorTime.nanoseconds)
    var calibrations: [Double] = [Calibration.measure()]
    var entries: [BenchmarkReport.Entry] = []
    var isCutShort = false
    for benchmark in benchmarks where !isCutShort {
      var ratios: [Double] = []
      var laps: [Lap] = []
      for round in 0...max(rounds, 1) {
        isCutShort = isInterrupted()
        if isCutShort { break }
        progress(benchmark, round)
        let step = Calibration.measure()
        let lap = benchmark.round(benchmark.size, benchmark.batches)
        laps.append(lap)
        if round == 0 { continue }
        calibrations.append(step)
        ratios.append(lap.nanosecondsEach / step)
      }
      // The round to warm up is no measurement.
      if laps.count < 2 { break }
      var entry = entry(benchmark, laps, ratios)
      entry.timesStored = stored?.times(entry, of: benchmark)
      entries.append(entry)
    }
    let (seconds, attoseconds) = (clock.now - start).components
    let wall = Double(seconds) * 1e9 + Double(attoseconds) / 1e9
    let work = Double(ProcessorTime.nanoseconds - startOfWork)
    return BenchmarkReport(
      build: BenchmarkReport.currentBuild, rounds: max(rounds, 1), interrupted: isCutShort,
      machine: .init(
        nanosecondsPerStep: Spread(of: calibrations), processorPercent: wall > 0 ? min(work / wall * 100, 100) : 100),
      results: entries)
  }

  /// The entry of a benchmark from its laps, of which the first was to warm up. That one counts for memory alone, since
  /// a later one may find room that an earlier one left.
  private static func entry(_ benchmark: Benchmark, _ laps: [Lap], _ ratios: [Double]) -> BenchmarkReport.Entry {
    let time = Spread(of: laps.dropFirst().map(\.nanosecondsEach))
    let timesPlain = laps.dropFirst().compactMap(\.timesPlain)
    return BenchmarkReport.Entry(
      name: benchmark.name, variant: benchmark.variant, size: benchmark.size, unit: benchmark.unit,
      operations: laps[0].operations, nanoseconds: time, perSecond: time.median > 0 ? 1e9 / time.median : 0,
      ratio: Spread(of: ratios).median, bytesEach: laps.compactMap(\.bytesEach).max(),
      timesPlain: timesPlain.isEmpty ? nil : Spread(of: timesPlain))
  }
}

extension Lap {
  fileprivate var nanosecondsEach: Double { Double(nanoseconds) / Double(max(operations, 1)) }

  fileprivate var timesPlain: Double? {
    plainNanoseconds.map { Double(nanoseconds) / Double(max($0, 1)) }
  }
}
