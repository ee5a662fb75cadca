// The catalogue of classic bugs: quick mode finds each in each style, and nothing in the fixed programs.

import Comparison
import Exploration
import Pipelines
import Testing

struct BugCatalogTests {
  /// A bug in one of its styles.
  struct Specimen: Sendable, CustomTestStringConvertible {
    let bug: ClassicBug
    let style: Style

    var testDescription: String { "\(bug.name)/\(style)" }

    func exploration(fixed: Bool) throws -> ScheduleExploration {
      let program = fixed ? bug.fixed : bug.buggy
      let version = try #require(program.versions.first { $0.style == style })
      let situation = Oracle.sometimes(bug.situation.name) { run, _ in bug.situation.isReached(run) }
      return ScheduleExploration(
        of: Subject(
          program, version, under: bug.plan,
          oracles: Oracle.usual + [.outcome(among: bug.right)] + (fixed ? [situation] : [])))
    }
  }

  static let specimens = BugCatalog.bugs.flatMap { bug in bug.styles.map { Specimen(bug: bug, style: $0) } }

  @Test(arguments: specimens)
  func `quick mode finds the bug as it is described`(_ specimen: Specimen) throws {
    let exploration = try specimen.exploration(fixed: false)
    #expect(exploration.problems == [])
    let symptom = specimen.bug.symptoms[specimen.style] ?? "is not"
    let findings = exploration.failures.flatMap(\.verdict.findings)
    let shows = findings.contains { $0.contains(symptom) }
    #expect(shows, "\(exploration.outcomes.rows.map(\.verdict)) \(exploration.coverage)")
  }

  @Test(arguments: specimens)
  func `quick mode finds nothing in the fixed program`(_ specimen: Specimen) throws {
    let exploration = try specimen.exploration(fixed: true)
    #expect(exploration.problems == [])
    #expect(exploration.failures.map(\.verdict) == [], "\(exploration.coverage)")
  }

  @Test(arguments: specimens)
  func `Some run of the fixed program comes to the situation in which the bug showed`(_ specimen: Specimen) throws {
    let exploration = try specimen.exploration(fixed: true)
    #expect(exploration.subject.sometimes == [specimen.bug.situation.name])
    #expect(exploration.unreached == [], "\(exploration.coverage)")
    #expect(exploration.isClean)
  }
}
