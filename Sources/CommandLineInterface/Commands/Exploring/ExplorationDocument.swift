// The result of an exploration as JSON: one document, with a version, and only ever more keys.

import Comparison
import EventLoops
import Exploration
import Workbench

/// The document that `braid explore --json` prints.
struct ExplorationDocument: JSONDocument {
  static let schema = "braid.explore"
  let program: String
  let clean: Bool
  let complete: Bool
  let equivalent: Bool
  let warnings: [WarningEntry]
  /// Whether the user has interrupted the exploration, so that it covers only what was run by then.
  let interrupted: Bool
  let versions: [VersionEntry]

  struct VersionEntry: Encodable {
    let version: String
    let runs: Int
    let classes: Int
    let complete: Bool
    let extent: String
    let assumption: String?
    let unseen: [String]
    let cutRuns: CutRunsEntry
    let coverage: String
    let problems: [String]
    /// The situations to which no run came, of those to which some run has to come.
    let unreached: [String]
    let phases: [PhaseEntry]
    let outcomes: [OutcomeEntry]
    let failingRuns: Int
    let lastNewOutcomeRun: Int
    let choices: ChoicesEntry
    let failures: [FailureEntry]
  }

  /// How many runs were cut, by which limit.
  struct CutRunsEntry: Encodable {
    let bySteps: Int
    let byTime: Int
    let byText: Int
  }

  struct PhaseEntry: Encodable {
    let name: String
    let finished: Bool
    let runs: Int
    let newClasses: Int
    let newOutcomes: Int
  }

  /// How many choices with two or more options a run had.
  struct ChoicesEntry: Encodable {
    let fewest: Int
    let mean: Double
    let most: Int
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
    let smaller: SmallerEntry?
    let passing: String?
    let pointOfNoReturn: PointEntry?
    let rows: [RowEntry]
  }

  /// The event of the failing run after which every schedule fails.
  struct PointEntry: Encodable {
    let sentence: String
    /// The event's place among those of the run; 0 if every schedule fails anyway, null if it is not known.
    let turn: Int?
    let event: String?
    let at: String?
    /// Before the first event and after each.
    let counts: [CountEntry]
  }

  /// How many of the classes that begin like the failing run fail.
  struct CountEntry: Encodable {
    let failing: Int
    let classes: Int
    /// Whether these are all; otherwise both numbers are lower bounds.
    let exact: Bool
  }

  /// The smallest setting that was found in which the failure shows.
  struct SmallerEntry: Encodable {
    let steps: [String]
    let needsOrderings: Bool
    let scenario: String?
  }

  /// A row of the failing run, or of the nearest run that passes.
  struct RowEntry: Encodable {
    let when: String
    let text: String
    let run: String
    let orderings: [Int]
    /// How many classes fail from here on: `1/2`, or `all`; null where that has not changed.
    let fails: String?
    let states: [String: String]
  }

  init(
    _ differential: Differential, _ examples: [[Counterexample]], _ warnings: [ScenarioDiagnostic] = [],
    isInterrupted: Bool = false
  ) {
    self.warnings = warnings.map(WarningEntry.init)
    interrupted = isInterrupted
    program = differential.program
    clean = differential.isClean
    complete = differential.isComplete
    equivalent = differential.isEquivalent
    versions = zip(differential.explorations, examples).map(VersionEntry.init)
  }
}

extension ExplorationDocument.VersionEntry {
  init(_ exploration: ScheduleExploration, _ examples: [Counterexample]) {
    version = exploration.subject.version
    runs = exploration.runs
    classes = exploration.classes
    complete = exploration.isComplete
    extent = exploration.extent.rawValue
    assumption = exploration.assumption
    unseen = exploration.unseen
    cutRuns = .init(
      bySteps: exploration.cutRuns.bySteps, byTime: exploration.cutRuns.byTime, byText: exploration.cutRuns.byText)
    coverage = exploration.coverage
    problems = exploration.problems
    unreached = exploration.unreached
    phases = exploration.phases.map {
      .init(
        name: $0.name, finished: $0.isFinished, runs: $0.runs, newClasses: $0.newClasses, newOutcomes: $0.newOutcomes)
    }
    outcomes = exploration.outcomes.rows.map {
      .init(
        outcome: $0.verdict.outcome, findings: $0.verdict.findings, runs: $0.count, firstRun: $0.firstRun)
    }
    failingRuns = exploration.failures.map(\.count).reduce(0, +)
    lastNewOutcomeRun = exploration.outcomes.rows.last?.firstRun ?? 0
    choices = .init(
      fewest: exploration.choices.fewest, mean: (exploration.choices.mean * 100).rounded() / 100,
      most: exploration.choices.most)
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
    smaller = example.reduction.map {
      .init(
        steps: $0.steps, needsOrderings: $0.needsOrderings,
        scenario: $0.scenario(titled: example.verdict.findings.first ?? ""))
    }
    passing = example.passing?.departure
    pointOfNoReturn = example.pointOfNoReturn.map(ExplorationDocument.PointEntry.init)
    rows = example.table.rows.map { .init($0, example.table.states) }
  }
}

extension ExplorationDocument.PointEntry {
  init(_ point: PointOfNoReturn) {
    (sentence, turn, event, at) = (point.sentence, point.turn, point.event, point.instant?.description)
    counts = point.counts.map { .init(failing: $0.failing, classes: $0.classes, exact: $0.isExact) }
  }
}

extension ExplorationDocument.RowEntry {
  init(_ row: RunTable.Row, _ names: [String]) {
    when = row.line.when.description
    text = row.line.text
    run =
      switch row.side {
      case .both: "both"
      case .with: "failing"
      case .without: "passing"
      }
    orderings = row.orderings
    fails = row.count?.description
    let changed = zip(names, row.states).compactMap { name, text in text.map { (name, $0) } }
    states = Dictionary(uniqueKeysWithValues: changed)
  }
}
