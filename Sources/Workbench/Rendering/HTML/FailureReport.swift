// An exploration as a page: the outcomes, what fails and why, and the failing run beside the nearest that passes.

import Comparison
package import Exploration

/// Makes the page of an exploration from the page of the player.
package struct FailureReport {
  private let differential: Differential
  private let summary: String
  private let failures: [(exploration: ScheduleExploration, example: Counterexample)]
  private let shown: (runs: [StyleRun], heading: String)

  /// The report of an exploration.
  ///
  /// - Parameters:
  ///   - differential: The explorations of the versions.
  ///   - summary: What was explored, in one sentence.
  package init(_ differential: Differential, summary: String) {
    self.differential = differential
    self.summary = summary
    failures = differential.explorations.flatMap { exploration in exploration.counterexamples.map { (exploration, $0) }
    }
    shown =
      failures.isEmpty
      ? (differential.explorations.compactMap(\.plainRun), "No run fails: the runs under the plain schedule")
      : failures.first?.example.shownRuns ?? ([], "There is no run to show")
  }

  /// The page.
  package func text(_ options: RenderingOptions = RenderingOptions()) throws -> String {
    let comparison = StyleComparison(program: differential.program, runs: shown.runs)
    let picture = Picture(
      of: comparison, name: differential.program, title: differential.program, teaches: summary,
      point: failures.first?.example.shownPoint)
    return try HTMLPage(picture, options, report: report).text()
  }

  private var report: String {
    let versions = differential.explorations.map { "<th scope=\"col\">\($0.subject.version.asMarkup)</th>" }
    let outcomes = differential.table.map { row in
      let counts = row.counts.map { "<td class=\"number\">\($0)</td>" }.joined()
      return "<tr><th scope=\"row\">\(row.outcome.asMarkup)</th>\(counts)</tr>\n"
    }
    let coverage = differential.explorations.flatMap { exploration in
      ([exploration.coverage, exploration.statistics] + exploration.caveats).map {
        "<li>\("\(exploration.subject.version): \($0)".asMarkup)</li>\n"
      }
    }
    return EmbeddedFile.filled(
      EmbeddedFile.failuresPart,
      with: [
        "versions": versions.joined(), "outcomes": outcomes.joined(), "coverage": coverage.joined(),
        "failures": failures.map { Self.part($0.example) }.joined(), "beside": shown.heading.asMarkup,
      ])
  }

  private static func part(_ example: Counterexample) -> String {
    EmbeddedFile.filled(
      EmbeddedFile.failurePart,
      with: [
        "version": (example.run?.label ?? "").asMarkup,
        "finding": example.verdict.findings.joined(separator: "; ").asMarkup,
        "outcome": example.verdict.outcome.asMarkup,
        "cause": cause(of: example).asMarkup,
        "orderings": example.orderings.map { "<li>\($0.text.asMarkup)</li>\n" }.joined(),
        "certain": example.pointOfNoReturn.map { "<p>\($0.sentence.asMarkup)</p>\n" } ?? "",
        "smaller": smaller(example),
        "token": "\(example.token)".asMarkup,
        "rows": table(of: example),
        "beside":
          (example.passing.map { "The failing run beside the nearest one that passes, \($0.departure)." }
          ?? "The failing run; no run of it passes.").asMarkup,
      ])
  }

  /// The parts that can be left out or lowered so that it still fails; empty if there are none.
  private static func smaller(_ example: Counterexample) -> String {
    guard let reduction = example.reduction, !reduction.steps.isEmpty else { return "" }
    let scenario = reduction.scenario(titled: example.verdict.findings.first ?? "").map {
      "<pre>\($0.asMarkup)</pre>\n"
    }
    return "<p>\("It still fails with \(reduction.steps.joined(separator: "; ")).".asMarkup)</p>\n" + (scenario ?? "")
  }

  /// The failing run beside the nearest one that passes, with what became of the shared state.
  private static func table(of example: Counterexample) -> String {
    let table = example.table
    let heads = ["run", "ordering", "when", "what"] + (table.hasCounts ? ["fails"] : []) + table.states
    let rows = table.rows.map { row in
      let run =
        switch row.side {
        case .both: ("both", "both")
        case .with: ("only-failing", "failing")
        case .without: ("only-passing", "passing")
        }
      let cells =
        [run.1, row.orderings.map(String.init).joined(separator: ", "), row.line.when.description, row.line.text]
        + (table.hasCounts ? [row.count?.description ?? ""] : []) + row.states.map { $0 ?? "" }
      return "<tr class=\"\(run.0)\(row.isPointOfNoReturn ? " no-return" : "")\">"
        + cells.map { "<td>\($0.asMarkup)</td>" }.joined() + "</tr>\n"
    }
    let head = heads.map { "<th scope=\"col\">\($0.asMarkup)</th>" }.joined()
    return "<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>"
  }

  private static func cause(of example: Counterexample) -> String {
    if !example.isShrunk { return "No smaller cause was found than its whole list of picks." }
    if example.orderings.isEmpty { return "It fails under the plain schedule." }
    let from = example.shrunkFrom
    let few = example.orderings.count == 1 ? "this ordering" : "these \(example.orderings.count) orderings"
    return "It fails because of \(few) (reduced from \(from.orderings) in \(from.runs) runs):"
  }
}
