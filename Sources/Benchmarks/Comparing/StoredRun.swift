// A run of the benchmarks that was stored with `braid bench --json`, as far as a later run is compared with it.

import Workbench

/// A stored run.
package struct StoredRun: Sendable {
  /// The most bytes of a file.
  package static let largestFile = 1 << 20

  /// `release` or `debug`.
  package let build: String
  /// The measurements, in the order of the file; at least one.
  package let entries: [Entry]

  /// The measurement of one benchmark.
  package struct Entry: Sendable {
    /// The benchmark that was measured.
    package let benchmark: Benchmark
    /// The nanoseconds of one operation.
    package let nanoseconds: Spread
    /// How many steps of the calibration loop took as long as one operation.
    package let ratio: Double
  }

  /// Reads a file.
  ///
  /// - Throws: `StoredRunError` if there is no such file, or it has no document of `braid bench --json`.
  package init(contentsOf path: String) throws(StoredRunError) {
    let text: String?
    do {
      text = try BoundedFile.text(atPath: path, limit: Self.largestFile)
    } catch {
      throw StoredRunError(error)
    }
    guard let text else { throw StoredRunError("the file is not UTF-8 text", at: (1, 1)) }
    try self.init(text: text)
  }

  /// Reads a document.
  ///
  /// - Throws: `StoredRunError`, with the place of the first mistake.
  package init(text: String) throws(StoredRunError) {
    do throws(PlacedJSON.Fault) {
      let document = try PlacedJSON.value(of: text)
      let schema = try document.member("schema")
      guard try schema.text() == BenchmarkReport.schema else {
        throw schema.fault("the schema is not '\(BenchmarkReport.schema)'")
      }
      let version = try document.member("version")
      guard try version.positiveNumber() <= Double(BenchmarkReport.version) else {
        throw version.fault("the version is newer than \(BenchmarkReport.version), the newest that can be read")
      }
      build = try document.member("build").text()
      let results = try document.member("results")
      var entries: [Entry] = []
      for result in try results.elements() {
        let entry = try Entry(result)
        guard !entries.contains(where: { $0.benchmark.isSame(as: entry.benchmark) }) else {
          throw result.fault("'\(entry.benchmark.label)' is in the file twice")
        }
        entries.append(entry)
      }
      guard !entries.isEmpty else { throw results.fault("there is no measurement in this list") }
      self.entries = entries
    } catch {
      throw StoredRunError(error, in: text)
    }
  }

  /// The benchmarks of some cases, or of all in the file if none is named, in the sizes of the file.
  ///
  /// - Throws: `StoredRunError` for a named case of which the file has no measurement.
  package func benchmarks(named names: [String]) throws(StoredRunError) -> [Benchmark] {
    for name in names where !entries.contains(where: { $0.benchmark.name == name }) {
      throw StoredRunError("the file has no measurement of '\(name)'")
    }
    return entries.map(\.benchmark).filter { names.isEmpty || names.contains($0.name) }
  }

  /// How many times as long a benchmark takes in a later run, in steps of the calibration loop: the fastest round, the
  /// median and the slowest round of the later run, each by the median of the stored one. Nil if it is not in the file.
  func times(_ entry: BenchmarkReport.Entry, of benchmark: Benchmark) -> Spread? {
    guard let stored = entries.first(where: { $0.benchmark.isSame(as: benchmark) }) else { return nil }
    let times = entry.ratio / stored.ratio
    let median = max(entry.nanoseconds.median, .leastNormalMagnitude)
    return Spread(
      low: times * entry.nanoseconds.low / median, median: times, high: times * entry.nanoseconds.high / median)
  }
}

extension StoredRun.Entry {
  fileprivate init(_ value: PlacedJSON) throws(PlacedJSON.Fault) {
    let name = try value.member("name")
    let variant = try value.optionalMember("variant")?.text()
    let size = try value.member("size")
    let text = try name.text()
    let alike = BenchmarkCatalog.all.filter { $0.name == text && $0.variant == variant }
    guard let first = alike.first else {
      throw name.fault("no case is called '\([text, variant].compactMap { $0 }.joined(separator: ", ").prefix(60))'")
    }
    guard let number = Int(exactly: try size.positiveNumber()), BenchmarkCatalog.sizes.contains(number) else {
      throw size.fault("the size is no whole number up to \(BenchmarkCatalog.sizes.upperBound)")
    }
    benchmark = alike.first { $0.size == number } ?? first.resized(to: number)
    nanoseconds = try Spread(value.member("nanoseconds"))
    ratio = try value.member("ratio").positiveNumber()
  }
}

extension Spread {
  fileprivate init(_ value: PlacedJSON) throws(PlacedJSON.Fault) {
    self.init(
      low: try value.member("low").positiveNumber(), median: try value.member("median").positiveNumber(),
      high: try value.member("high").positiveNumber())
    guard low <= median, median <= high else { throw value.fault("these are not in the order low, median, high") }
  }
}
