// What `braid bench` measures: cases of the catalogue, or those of a stored run.

import Benchmarks
import Workbench

extension BenchCommand {
  /// What is measured, and the run that it is compared with.
  struct Selection {
    /// The benchmarks, in the order in which they are measured.
    var benchmarks: [Benchmark]
    /// The stored run and its file, as it was named.
    var stored: (run: StoredRun, path: String)?

    /// The benchmarks that a command line means.
    ///
    /// - Throws: `CommandFailure` for a file that is no stored run, or has no measurement of a named case.
    init(_ invocation: Invocation) throws {
      guard let path = invocation.line.value(of: BenchCommand.stored) else {
        benchmarks = BenchmarkCatalog.benchmarks(
          named: invocation.arguments,
          size: invocation.line.number(of: BenchCommand.size).map { Int(clamping: $0) })
        return
      }
      do throws(StoredRunError) {
        let run = try StoredRun(contentsOf: path)
        benchmarks = try run.benchmarks(named: invocation.arguments)
        stored = (run, path)
      } catch {
        let place = error.place.map { ":\($0.line):\($0.column)" } ?? ""
        throw CommandFailure(
          code: error.isUnreadable ? .notFound : .malformedScenario, message: error.message.visible,
          place: path.visible + place, help: ["'braid bench --json > FILE' stores a run"])
      }
      guard let stored, stored.run.build == BenchmarkReport.currentBuild else {
        throw CommandFailure.usage(
          "the run in '\(path.visible)' is not of a \(BenchmarkReport.currentBuild) build, as this one is",
          help: ["measure both in builds of one kind"], of: invocation.line.command)
      }
    }
  }
}
