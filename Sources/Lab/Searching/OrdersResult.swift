// The result of a search of every order: the outcomes, the coverage, and each failure beside the nearest run that passes.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Workbench

/// Searches every order of a scenario's events.
struct OrdersResult {
  /// The result as JSON.
  let bytes: [UInt8]

  init(_ scenario: Scenario, _ effort: Effort, search: LabSearch, _ limits: LabLimits) {
    guard let program = Catalog.program(named: scenario.program) else {
      preconditionFailure("the scenario was parsed without a check of its program")
    }
    var effort = effort
    effort.limits.steps = min(effort.limits.steps, limits.steps)
    let differential = Differential(
      of: program, named: scenario.name, under: scenario.exploredPlan, effort, oracles: scenario.oracles,
      workers: limits.parallel, observer: { search.note($0) }, interruption: { search.isInterrupted })
    search.noteReducing()
    let examples = differential.explorations.flatMap {
      $0.counterexamples(interruption: { search.isInterrupted })
    }
    var json = JSONText()
    json.object { json in
      json.member("clean", differential.isClean)
      json.member("complete", differential.isComplete)
      json.member("interrupted", differential.explorations.contains(where: \.isInterrupted))
      json.member("versions", differential.explorations) { json, exploration in
        json.object { json in
          json.member("version", exploration.subject.version)
          json.member("runs", exploration.runs)
          json.member("classes", exploration.classes)
          json.member("coverage", exploration.coverage)
          json.member("caveats", exploration.caveats)
        }
      }
      json.member("outcomes", differential.table) { json, row in
        json.object { json in
          json.member("outcome", row.outcome)
          json.member("counts", row.counts) { $0.value($1) }
        }
      }
      json.member("failing", examples.count)
      json.member("failures", examples.prefix(limits.failures)) { json, example in
        json.object { Self.write(example, of: scenario, to: &$0, limits) }
      }
    }
    bytes = json.bytes
  }

  private static func write(
    _ example: Counterexample, of scenario: Scenario, to json: inout JSONText, _ limits: LabLimits
  ) {
    json.member("version", example.run?.label)
    json.member("findings", example.verdict.findings)
    json.member("outcome", example.verdict.outcome)
    json.member("orderings", example.orderings.map(\.text))
    json.member("certain", example.pointOfNoReturn?.sentence)
    json.member("token", "\(example.token)")
    guard let shown = example.shownRuns else { return }
    json.member("heading", shown.heading)
    guard shown.runs.map(\.events.count).reduce(0, +) <= limits.happenings else { return }
    let comparison = StyleComparison(program: scenario.program, runs: shown.runs)
    json.key("picture")
    LabPicture(
      Picture(of: comparison, name: scenario.name, title: scenario.title, point: example.shownPoint), plan: nil
    ).write(to: &json)
  }
}
