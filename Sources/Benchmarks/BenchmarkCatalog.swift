// The benchmarks by name, in the order in which they are run.

/// All benchmarks.
public enum BenchmarkCatalog {
  /// The benchmarks. Their names are fixed: a name that once had a meaning keeps it.
  public static let all: [Benchmark] =
    TimerBenchmarks.all + TaskBenchmarks.all + PipelineBenchmarks.all + RecordingBenchmarks.all + ThreadBenchmarks.all
    + ScenarioBenchmarks.all + ExplorationBenchmarks.all

  /// The sizes that a benchmark can be resized to.
  package static let sizes = 1...10_000_000

  /// The names of the cases, each once, in order.
  public static let names: [String] = {
    var names: [String] = []
    for benchmark in all where !names.contains(benchmark.name) { names.append(benchmark.name) }
    return names
  }()

  /// The benchmarks of some cases, or of all if none is named, in the order of the catalogue.
  ///
  /// - Parameter size: A size in place of the benchmarks' own; those that differ in their size alone are then one.
  public static func benchmarks(named names: [String] = [], size: Int? = nil) -> [Benchmark] {
    let named = all.filter { names.isEmpty || names.contains($0.name) }
    guard let size else { return named }
    var resized: [Benchmark] = []
    for benchmark in named.map({ $0.resized(to: size) }) where !resized.contains(where: { $0.isSame(as: benchmark) }) {
      resized.append(benchmark)
    }
    return resized
  }
}

extension Benchmark {
  /// Whether both measure the same case in the same variant and size.
  func isSame(as other: Benchmark) -> Bool {
    name == other.name && variant == other.variant && size == other.size
  }
}
