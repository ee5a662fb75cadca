// `braid bench --plot`: how costs grow, as pictures.

import Benchmarks
import Workbench

extension BenchCommand {
  /// Measures how costs grow, and writes a picture for each curve into a folder.
  ///
  /// - Throws: `CommandFailure` for a command line that names cases, and for a folder that cannot be written to.
  static func plot(into folder: String, for invocation: Invocation) throws {
    guard invocation.arguments.isEmpty else {
      throw CommandFailure.usage(
        "'\(plot.long)' measures curves of its own, and no cases", help: ["leave the names of cases out"],
        of: invocation.line.command)
    }
    let largest = invocation.line.number(of: size).map { Int(clamping: $0) } ?? 1_000_000
    try OutputTarget.makeFolder(folder)
    let progress = ProgressLine(for: invocation)
    let rounds = Int(clamping: invocation.line.number(of: rounds) ?? 5)
    let curves = GrowthMeasurement.curves(upTo: max(largest, GrowthMeasurement.smallest), rounds: rounds) {
      progress.show($0)
    }
    progress.end()
    for curve in curves {
      let path = "\(folder)/\(curve.name).svg"
      try OutputTarget.replace(path, with: GrowthChart(curve).text)
      invocation.output.writeLine(path.visible)
    }
  }
}
