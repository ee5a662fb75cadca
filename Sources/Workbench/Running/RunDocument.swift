// The result of a run as JSON: one document, with a version, and only ever more keys.

import Foundation
import Comparison
import EventLoops

/// The document that `braid run --json` prints.
package struct RunDocument: JSONDocument, Sendable {
  /// The name of the schema.
  package static let schema = "braid.run"
  let passed: Bool
  let scenarios: [ScenarioDocument]

  /// The document for some results, in their order.
  package init(_ results: [ScenarioResult]) {
    passed = results.allSatisfy(\.passed)
    scenarios = results.map(ScenarioDocument.init)
  }
}

struct ScenarioDocument: Encodable, Sendable {
  let name: String
  let path: String
  let title: String
  let program: String
  let passed: Bool
  let checked: Bool
  let agrees: Bool
  let runs: [RunEntry]
  let differences: [DifferenceEntry]
  let mismatches: [MismatchEntry]
  let warnings: [WarningEntry]

  init(_ result: ScenarioResult) {
    name = result.scenario.name
    path = result.scenario.path
    title = result.scenario.title
    program = result.scenario.program
    passed = result.passed
    checked = result.isChecked
    agrees = result.comparison.agrees
    runs = result.comparison.runs.map(RunEntry.init)
    differences = result.comparison.differences.map(DifferenceEntry.init)
    mismatches = result.mismatches.map(MismatchEntry.init)
    warnings = result.scenario.warnings.map(WarningEntry.init)
  }
}

struct RunEntry: Encodable, Sendable {
  let style: String
  let variant: String?
  let endNanoseconds: Int64
  let loopEvents: Int
  let outcomes: [String?]
  let events: [EventEntry]
  let atEnd: [String]

  init(_ run: StyleRun) {
    style = run.style.rawValue
    variant = run.variant
    endNanoseconds = run.report.instant.nanoseconds
    loopEvents = run.report.eventCount
    outcomes = run.outcomes.map { $0?.description }
    events = run.events.map { EventEntry($0, among: run.pipelines) }
    atEnd = run.endingLines.map(\.text)
  }
}

struct EventEntry: Encodable, Sendable {
  let nanoseconds: Int64
  let pipeline: Int
  let turn: Int
  let text: String

  init(_ event: SemanticEvent, among pipelines: Int) {
    nanoseconds = event.instant.nanoseconds
    pipeline = event.pipeline
    turn = event.turn
    text = event.text(among: pipelines)
  }
}

struct DifferenceEntry: Encodable, Sendable {
  let aspect: String
  let counts: Bool
  let sentence: String

  init(_ difference: Difference) {
    aspect = difference.aspect.rawValue
    counts = difference.aspect.counts
    sentence = difference.sentence
  }
}

struct MismatchEntry: Encodable, Sendable {
  let version: String
  let line: Int
  let diff: [String]
  let remarks: [String]

  init(_ mismatch: Mismatch) {
    version = mismatch.version
    line = mismatch.line
    diff = mismatch.diff.map { $0.side.rawValue + $0.text }
    remarks = mismatch.remarks
  }
}
