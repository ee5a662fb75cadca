// The measurements of `braid bench --compare` beside those of a stored run.

import Benchmarks
import Workbench

/// A report whose entries are compared with a stored run.
struct BenchComparison {
  private let entries: [(entry: BenchmarkReport.Entry, times: Spread)]
  private let path: String
  private let threshold: Int

  /// - Parameters:
  ///   - report: The measurements.
  ///   - path: The file of the stored run, as it was named.
  ///   - threshold: How many hundredths longer an operation may take.
  init(_ report: BenchmarkReport, with path: String, threshold: Int) {
    entries = report.results.compactMap { entry in entry.timesStored.map { (entry, $0) } }
    self.path = path
    self.threshold = threshold
  }

  private enum Verdict: String {
    case slower, faster, perhapsSlower = "perhaps slower", alike = ""
  }

  /// Noise makes a round longer and hardly ever shorter, so the fastest round decides.
  private func verdict(_ times: Spread) -> Verdict {
    let limit = 1 + Double(threshold) / 100
    return times.low > limit
      ? .slower : times.median > limit ? .perhapsSlower : times.high < 1 / limit ? .faster : .alike
  }

  /// Whether an operation takes longer than the threshold allows, even in its fastest round.
  var isSlower: Bool { entries.contains { verdict($0.times) == .slower } }

  /// A line for each measurement, and one that sums up.
  func text(_ palette: Palette) -> String {
    let head = ["case", "size", "times", "fastest", "slowest"]
    let rows = entries.map { entry, times in
      let verdict = verdict(times).rawValue
      return [
        BenchTable.name(of: entry), BenchTable.grouped(entry.size), BenchTable.short(times.median),
        BenchTable.short(times.low),
        BenchTable.short(times.high),
      ] + (verdict.isEmpty ? [] : [verdict])
    }
    let slower = entries.filter { verdict($0.times) == .slower }.count
    let summary =
      slower == 0
      ? "no case takes more than \(threshold) % longer than in \(path.visible)"
      : "\(slower) of \(counted(entries.count, "case")) take more than \(threshold) % longer than in \(path.visible)"
    return BenchTable.lines(head, rows, palette) + "\n" + palette.paint(summary, slower == 0 ? .good : .error) + "\n"
  }
}
