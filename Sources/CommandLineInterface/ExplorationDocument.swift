// The result of an exploration as JSON: one document, with a version, and only ever more keys.

import Comparison
import Exploration
import Workbench

/// The document that `braid explore --json` prints.
struct ExplorationDocument: JSONDocument {
  let schema = "braid.explore"
  let version = 1
  let program: String
  let clean: Bool
  let complete: Bool
  let equivalent: Bool
  let versions: [VersionEntry]

  struct VersionEntry: Encodable {
    let version: String
    let runs: Int
    let classes: Int
    let complete: Bool
    let coverage: String
    let problems: [String]
    let phases: [PhaseEntry]
    let outcomes: [OutcomeEntry]
    let failures: [FailureEntry]
  }

  struct PhaseEntry: Encodable {
    let name: String
    let runs: Int
    let newClasses: Int
    let newOutcomes: Int
  }

  struct OutcomeEntry: Encodable {
    let outcome: String
    let findings: [String]
    let runs: Int
    let firstRun: Int
  }

  struct FailureEntry: Encodable {
    let outcome: String
    let findings: [String]
    let orderings: [String]
    let token: String
    let reproduced: Int
    let lines: [String]
  }

  init(_ differential: Differential, _ examples: [[Counterexample]]) {
    program = differential.program
    clean = differential.isClean
    complete = differential.isComplete
    equivalent = differential.isEquivalent
    versions = zip(differential.explorations, examples).map(VersionEntry.init)
  }
}

extension ExplorationDocument.VersionEntry {
  init(_ exploration: Exploration, _ examples: [Counterexample]) {
    version = exploration.subject.version
    runs = exploration.runs
    classes = exploration.classes
    complete = exploration.isComplete
    coverage = exploration.coverage
    problems = exploration.problems
    phases = exploration.phases.map {
      .init(name: $0.name, runs: $0.runs, newClasses: $0.newClasses, newOutcomes: $0.newOutcomes)
    }
    outcomes = exploration.outcomes.rows.map {
      .init(
        outcome: $0.verdict.outcome, findings: $0.verdict.findings, runs: $0.count, firstRun: $0.firstRun)
    }
    failures = examples.map(ExplorationDocument.FailureEntry.init)
  }
}

extension ExplorationDocument.FailureEntry {
  init(_ example: Counterexample) {
    outcome = example.verdict.outcome
    findings = example.verdict.findings
    orderings = example.orderings.map(\.text)
    token = "\(example.token)"
    reproduced = example.reproduced
    lines = example.run?.lines.map(\.description) ?? []
  }
}
