// The result of a sweep: what comes of a cancellation at each instant, or of each fault of each call, version by version.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Workbench

/// Sweeps a scenario.
struct SweepResult {
  /// The result as JSON.
  let bytes: [UInt8]

  init(_ scenario: Scenario, _ kind: DisturbanceSweep.Kind, search: LabSearch, _ limits: LabLimits) {
    guard let program = Catalog.program(named: scenario.program) else {
      preconditionFailure("the scenario was parsed without a check of its program")
    }
    var effort = DisturbanceSweep.usualEffort
    effort.limits.steps = min(effort.limits.steps, limits.steps)
    let sweeps = program.versions.map { version in
      DisturbanceSweep(
        kind, of: program, version, named: scenario.name, under: scenario.exploredPlan, effort,
        selecting: .sample(limits.positions), oracles: scenario.oracles, workers: limits.parallel,
        observer: { search.note($0) }, interruption: { search.isInterrupted })
    }
    var json = JSONText()
    json.object { json in
      json.member("clean", sweeps.allSatisfy(\.isClean))
      json.member("interrupted", search.isInterrupted)
      json.member("versions", sweeps) { json, sweep in
        json.object { json in
          json.member("version", sweep.subject.version)
          json.member("coverage", sweep.coverage)
          json.member("caveats", sweep.caveats)
          json.member("positions", sweep.trials) { json, trial in
            json.object { Self.write(trial, of: scenario, to: &$0) }
          }
        }
      }
    }
    bytes = json.bytes
  }

  private static func write(_ trial: DisturbanceSweep.Trial, of scenario: Scenario, to json: inout JSONText) {
    json.member("words", "\(trial.disturbance)")
    if case .cancel(_, let instant) = trial.disturbance { json.member("at", instant.nanoseconds) }
    if case .fault(let call, _, _) = trial.disturbance { json.member("call", call) }
    json.member("outcomes", trial.exploration.outcomes.outcomes)
    json.member("failing", !trial.exploration.failures.isEmpty)
    json.member("findings", trial.exploration.failures.first?.verdict.findings ?? [])
    json.member("edits", edits(for: trial.disturbance, of: scenario)) { $1.write(to: &$0) }
  }

  /// The changes of the scenario's text that make its plan the disturbed one.
  static func edits(for disturbance: Disturbance, of scenario: Scenario) -> [EditEntry] {
    switch disturbance {
    case .cancel(let pipeline, let instant):
      // From the last line up, so that the numbers of the others stay.
      let removals = scenario.cancellationLines.reversed().map { line in
        var entry = EditEntry(.cancel)
        entry.line = line.number
        return entry
      }
      var entry = EditEntry(.cancel)
      (entry.pipeline, entry.racing, entry.nanoseconds) = (pipeline, true, instant.nanoseconds)
      return removals + [entry]
    case .fault(let call, let fault, let number):
      // A fault of every time is one of each answer that the text has.
      let later = scenario.plan.calls[call]?.later.count ?? 0
      return (number.map { [$0] } ?? Array(1...later + 1)).map { attempt in
        var entry = EditEntry(.behaves)
        (entry.call, entry.attempt) = (call, attempt)
        switch fault {
        case .fails, .failsAtOnce:
          entry.manner = fault == .fails ? .fails : .failsAtOnce
          (entry.status, entry.reason) = (Disturbance.Fault.error.status, Disturbance.Fault.error.reason)
        case .hangs: entry.manner = .never
        case .answersTwice: entry.manner = .twice
        case .answersAtOnce: entry.manner = .atOnce
        case .takes(let duration):
          entry.edit = .takes
          entry.nanoseconds = Instant.zero.advanced(by: duration).nanoseconds
        }
        return entry
      }
    case .both(let first, let second): return edits(for: first, of: scenario) + edits(for: second, of: scenario)
    case .times: return []
    }
  }
}
