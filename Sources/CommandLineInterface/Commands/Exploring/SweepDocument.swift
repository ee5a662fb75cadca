// The result of a sweep as JSON: one document, with a version, and only ever more keys.

import Exploration
import Workbench

/// The document that `braid sweep --json` prints.
struct SweepDocument: JSONDocument {
  static let schema = "braid.sweep"
  let program: String
  let kind: String
  let clean: Bool
  let warnings: [WarningEntry]
  /// Whether the user has interrupted the sweep, so that it covers only what was tried by then.
  let interrupted: Bool
  let versions: [VersionEntry]

  struct VersionEntry: Encodable {
    let version: String
    let coverage: String
    let tried: Int
    let possible: Int
    /// The caveats of a result without failures.
    let caveats: [String]
    /// The situations to which no run of any trial came, of those to which some run has to come.
    let unreached: [String]
    let trials: [TrialEntry]
  }

  struct TrialEntry: Encodable {
    let disturbance: String
    let complete: Bool
    let runs: Int
    let outcomes: [String]
    let failures: [ExplorationDocument.FailureEntry]
  }

  init(
    _ program: String, _ kind: DisturbanceSweep.Kind, _ sweeps: [SweepCommand.Swept],
    _ warnings: [ScenarioDiagnostic] = [], isInterrupted: Bool = false
  ) {
    self.warnings = warnings.map(WarningEntry.init)
    interrupted = isInterrupted
    self.program = program
    self.kind = kind.name
    clean = sweeps.allSatisfy(\.sweep.isClean)
    versions = sweeps.map(VersionEntry.init)
  }
}

extension SweepDocument.VersionEntry {
  init(_ swept: SweepCommand.Swept) {
    let sweep = swept.sweep
    version = sweep.subject.version
    coverage = sweep.coverage
    tried = sweep.trials.count
    possible = sweep.possible
    caveats = sweep.caveats
    unreached = sweep.unreached
    trials = swept.trials.map { trial in
      .init(
        disturbance: "\(trial.disturbance)", complete: trial.exploration.isComplete, runs: trial.exploration.runs,
        outcomes: trial.exploration.outcomes.outcomes,
        failures: trial.counterexamples.map(ExplorationDocument.FailureEntry.init))
    }
  }
}
