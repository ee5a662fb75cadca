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
    let code = try run(shelf, for: invocation)
    return shelf.code == .success || code == .interrupted ? code : shelf.code
  }

  /// Runs the scenarios and prints the results; returns whether all passed, as an exit code.
  private static func run(_ shelf: ScenarioShelf, for invocation: Invocation) throws -> ExitCode {
    let wantsJSON = invocation.line.has(json)
    let times = invocation.line.number(of: times).map { Int(clamping: $0) }
    let wantsHashes = invocation.line.has(hashes) || times != nil
    var isRepeatable = true
    let summary = RunSummary(shelf, invocation)
    let (styles, seed) = (invocation.styles, invocation.line.number(of: .seed))
    let running = OrderedWork(shelf.scenarios) { ScenarioRunner.run($0, styles: styles, seed: seed) }
    let progress = wantsJSON || wantsHashes ? ProgressLine(for: invocation) : nil
    // Runs that are repeated may take hours, and the user may end them with what is known by then.
    let interruptible = times.map { _ in invocation.console.beginSearching() }
    defer { interruptible?.end() }
    var isInterrupted = false
    var results: [ScenarioResult] = []
    func showProgress() {
      progress?.show("running \(min(results.count + 1, shelf.scenarios.count)) of \(shelf.scenarios.count)")
    }
    running.forEach(waiting: showProgress) { result in
      if isInterrupted { return }
      showProgress()
      results.append(result)
      progress?.end()
      if wantsHashes {
        let lines = TraceHash.lines(of: result)
        for line in lines { invocation.output.writeLine(line) }
        if let times, let interruptible {
          let repetition = isSame(
            lines, again: times, result.scenario, for: invocation, progress, until: interruptible.isInterrupted)
          if !repetition.isSame { isRepeatable = false }
          let left = shelf.scenarios.count - results.count
          isInterrupted = interruptible.isInterrupted() && (repetition.runs < times || left > 0)
          if isInterrupted {
            reportInterruption(of: result.scenario, after: repetition.runs, of: times, without: left, for: invocation)
          }
        }
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
    if isInterrupted { return .interrupted }
    return isRepeatable && results.allSatisfy(\.passed) ? .success : .expectationFailed
  }
}
