// `braid run`: runs scenarios in each style, compares the runs and checks what is expected of them.

import Exploration
import Foundation
import Workbench

/// Runs scenarios.
enum RunCommand {
  static let json = OptionDescription(name: "json", summary: "print the results as one JSON document")
  static let hashes = OptionDescription(
    name: "hashes", excludes: [("json", "choose one"), ("record", "choose one")],
    summary: "print a hash of each run's trace, to be compared with that of another time or place")
  static let times = OptionDescription(
    name: "times", value: ("N", .number(2...1_000_000_000)),
    excludes: [("json", "choose one"), ("record", "choose one")],
    summary: "as '--hashes', but run everything N times, and fail if a run differs from the first")
  static let record = OptionDescription(
    name: "record",
    excludes: [
      ("style", "the expectations are those of all styles"),
      ("seed", "write the seed into the scenario"),
      ("json", "write the expectations first, then run with '--json'"),
    ],
    summary: "write the events of the runs into the scenarios as their expectations")

  static let description = CommandDescription(
    name: "run",
    summary: "Run scenarios and compare the styles",
    details: [
      """
      Each scenario is run in every style under the same plan. It passes if each style did what the scenario expects; \
      whether the styles agree is reported, and does not make it fail.
      """
    ],
    examples: [
      .init(line: "braid run", purpose: "all scenarios in the folder Scenarios"),
      .init(line: "braid run ties --style future --style async", purpose: "one scenario, in two styles"),
      .init(line: "braid run Scenarios --json", purpose: "the results for a program"),
    ],
    arguments: [.scenarios],
    options: [.style, json, hashes, times, record, .seed]
  ) { invocation in
    let files = try ScenarioSearch.files(meantBy: invocation.arguments)
    let shelf = ScenarioShelf(files, for: invocation)
    if shelf.scenarios.isEmpty { return shelf.code }
    if invocation.line.has(record) {
      try ExpectationUpdate(shelf).write(for: invocation)
      return shelf.code
    }
    let hasPassed = try run(shelf, for: invocation)
    return shelf.code == .success && !hasPassed ? .expectationFailed : shelf.code
  }

  /// Runs the scenarios and prints the results; returns whether all passed.
  private static func run(_ shelf: ScenarioShelf, for invocation: Invocation) throws -> Bool {
    let wantsJSON = invocation.line.has(json)
    let times = invocation.line.number(of: times).map { Int(clamping: $0) }
    let wantsHashes = invocation.line.has(hashes) || times != nil
    var isRepeatable = true
    let summary = RunSummary(shelf, invocation)
    let (styles, seed) = (invocation.styles, invocation.line.number(of: .seed))
    let running = OrderedWork(shelf.scenarios) { ScenarioRunner.run($0, styles: styles, seed: seed) }
    let progress = wantsJSON || wantsHashes ? ProgressLine(for: invocation) : nil
    var results: [ScenarioResult] = []
    func showProgress() {
      progress?.show("running \(min(results.count + 1, shelf.scenarios.count)) of \(shelf.scenarios.count)")
    }
    running.forEach(waiting: showProgress) { result in
      showProgress()
      results.append(result)
      progress?.end()
      if wantsHashes {
        let lines = TraceHash.lines(of: result)
        for line in lines { invocation.output.writeLine(line) }
        if let times, !isSame(lines, again: times, result.scenario, for: invocation, progress) { isRepeatable = false }
      } else if !wantsJSON {
        invocation.output.write(summary.text(of: result))
      }
    }
    progress?.end()
    if wantsJSON {
      invocation.output.write(try RunDocument(results).text())
    } else if !wantsHashes {
      invocation.output.write(summary.mismatches(in: results))
      invocation.output.write(summary.total(of: results) + summary.unexpected(in: results))
      if let next = summary.next(after: results) { invocation.suggestNext(next) }
    }
    return isRepeatable && results.allSatisfy(\.passed)
  }
}
