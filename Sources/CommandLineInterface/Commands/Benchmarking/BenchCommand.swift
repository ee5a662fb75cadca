// `braid bench`: how fast the parts are, beside a loop of fixed work.

import Benchmarks
import Comparison
import Workbench

/// Measures.
enum BenchCommand {
  static let size = OptionDescription(
    name: "n", value: ("N", .number(1...UInt64(BenchmarkCatalog.sizes.upperBound))),
    excludes: [("compare", "the sizes are those of the stored run")],
    summary: "take N for what is pending, in flight or done in place of each case's own number")
  static let rounds = OptionDescription(
    name: "rounds", value: ("N", .number(1...1_000)), summary: "measure N rounds after one to warm up: 5 unless given")
  static let json = OptionDescription(name: "json", summary: "print the measurements as one JSON document")
  static let stored = OptionDescription(
    name: "compare", value: ("file", .path),
    summary: "compare with a run that was stored with '--json', and measure its cases in its sizes")
  static let threshold = OptionDescription(
    name: "threshold", value: ("percent", .number(1...1_000)), scopes: [.option(stored.name)],
    summary: "end with 1 where a case takes longer by more than this, even in its fastest round: 10 unless given")
  static let plot = OptionDescription(
    name: "plot", value: ("folder", .path),
    excludes: [("compare", "these are two measurements"), ("json", "the pictures are files")],
    summary: "measure how time and memory grow up to 1000000, or N, and write them into the folder as SVG")

  /// What is counted and not measured, by name.
  private static let tables: [(name: String, write: @Sendable ((String) -> Void) -> Void)] = [
    ("dpor", { ScheduleTable.write(ScheduleTable.large, $0) }), ("jobs", { DivisionTable.write(show: $0) }),
  ]

  static let description = CommandDescription(
    name: "bench",
    summary: "Measure how fast the parts are",
    details: [
      """
      Each case is run for several rounds after one to warm up. A figure is processor time for one operation: the \
      median of the rounds, and how far they lie apart. 'steps' is the same in steps of a loop of fixed work that is \
      measured beside each round: compare these across machines, and nanoseconds on one machine only.
      """,
      """
      The case 'dpor' is no measurement: it tells how many runs the search through schedules takes for programs from the \
      papers on partial order reduction, beside the least number. The case 'jobs' simulates a search on many machines. They \
      are run only if they are named.
      """,
      "The cases are \(BenchmarkCatalog.names.joined(separator: ", ")). Their descriptions are in "
        + "notes/benchmarks.md.",
    ],
    examples: [
      .init(line: "swift run -c release braid bench", purpose: "everything, in a build whose figures mean something"),
      .init(line: "braid bench hold-1k post --rounds 11", purpose: "two cases, longer"),
      .init(line: "braid bench --compare before.json", purpose: "what has become slower since 'braid bench --json'"),
    ],
    arguments: [
      ArgumentDescription(
        name: "case", summary: "what to measure; everything unless given",
        kind: .word(BenchmarkCatalog.names + tables.map(\.name)), count: .any)
    ],
    options: [size, rounds, stored, threshold, plot, json]
  ) { invocation in
    let chosen = tables.filter { invocation.arguments.contains($0.name) }
    let isAlone = invocation.arguments.allSatisfy { word in chosen.contains { $0.name == word } }
    for table in chosen {
      for option in [json, stored, threshold, plot] + (isAlone ? [size, rounds] : []) where invocation.line.has(option)
      {
        throw CommandFailure.usage(
          "'\(option.long)' has no effect on '\(table.name)', which is no measurement", help: ["leave one of them out"],
          of: invocation.line.command)
      }
    }
    for table in chosen { table.write { invocation.output.writeLine($0) } }
    if !chosen.isEmpty, isAlone { return .success }
    if let folder = try invocation.filePath(of: plot) {
      try plot(into: folder, for: invocation)
      warn(ofDebugBuildFor: invocation)
      return .success
    }
    let selection = try Selection(invocation)
    let threshold = Int(clamping: invocation.line.number(of: threshold) ?? 10)
    let rounds = Int(clamping: invocation.line.number(of: rounds) ?? 5)
    let progress = ProgressLine(for: invocation)
    let total = selection.benchmarks.count * (rounds + 1)
    var done = 0
    let interruptible = invocation.console.beginSearching()
    defer { interruptible.end() }
    let report = BenchmarkRunner.run(
      selection.benchmarks, rounds: rounds, comparedWith: selection.stored?.run, until: interruptible.isInterrupted
    ) { benchmark, round in
      progress.show("\(done * 100 / total) %  \(benchmark.label)  " + (round == 0 ? "warm-up" : "round \(round)"))
      done += 1
    }
    progress.end()
    if invocation.line.has(json) {
      invocation.output.write(try report.text())
    } else if !report.results.isEmpty {
      invocation.output.write(BenchTable(report).text(invocation.palette))
    }
    let comparison = selection.stored.map { BenchComparison(report, with: $0.path, threshold: threshold) }
    if let comparison, !report.results.isEmpty, !invocation.wantsJSON {
      invocation.output.write("\n" + comparison.text(invocation.palette))
    }
    warn(ofDebugBuildFor: invocation)
    if report.interrupted {
      let last = done % (rounds + 1)
      invocation.console.errors.writeLine(
        interruption(of: selection.benchmarks, report.results.count, last > 1 ? (last - 1, rounds) : nil))
      return .interrupted
    }
    return comparison?.isSlower == true ? .expectationFailed : .success
  }

  /// What was measured before the user interrupted it, and what was not.
  private static func interruption(
    of benchmarks: [Benchmark], _ measured: Int, _ lastRounds: (measured: Int, of: Int)?
  ) -> String {
    var names: [String] = []
    for benchmark in benchmarks.dropFirst(measured) where names.last != benchmark.name { names.append(benchmark.name) }
    let further = names.isEmpty ? "" : ", and nothing further of \(names.formattedList)"
    if measured == 0 { return "interrupted: nothing was measured" }
    let last = lastRounds.map { ", the last one in \($0.measured) of \($0.of) rounds" } ?? ""
    return "interrupted: only the cases above were measured\(last)\(further)"
  }

  /// Warns of figures that mean nothing.
  private static func warn(ofDebugBuildFor invocation: Invocation) {
    guard !BenchmarkReport.isMeaningful else { return }
    invocation.console.errors.writeLine(
      invocation.errorPalette.paint("warning:", .error)
        + " this is a debug build, so the figures mean nothing; run 'swift run -c release braid bench'")
  }
}
