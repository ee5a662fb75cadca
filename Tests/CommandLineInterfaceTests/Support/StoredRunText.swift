// A stored run of the benchmarks, as `braid bench --json` writes it, for tests.

import Benchmarks

enum StoredRunText {
  /// A document with some measurements, of which each has a name, a variant, a size, and nanoseconds that are steps as well.
  static func of(
    _ results: [(name: String, variant: String?, size: Int, time: Double)], build: String = BenchmarkReport.currentBuild
  ) -> String {
    let lines = results.map { name, variant, size, time in
      let variant = variant.map { "\"variant\": \"\($0)\", " } ?? ""
      return """
            {"name": "\(name)", \(variant)"size": \(size), "ratio": \(time),
             "nanoseconds": {"low": \(time), "median": \(time), "high": \(time)}}
        """
    }
    return """
      {
        "schema": "braid.bench", "version": 1, "build": "\(build)", "rounds": 5,
        "results": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }
}
