// The point of no return of every failure of the catalogue.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct CatalogPointTests {
  /// The events of the orderings that tell a failing schedule from one that passes; nil if every schedule fails.
  private func decisive(_ example: Counterexample, in exploration: ScheduleExploration) -> [String]? {
    guard exploration.outcomes.rows.contains(where: { $0.verdict.findings.isEmpty }) else { return nil }
    let subject = exploration.subject
    var constraints = example.token.schedule.constraints
    if constraints.isEmpty {
      // The plain schedule fails: the orderings are those that it takes to pass.
      guard let row = exploration.outcomes.rows.first(where: { $0.verdict.findings.isEmpty }) else { return nil }
      constraints = Shrinking(row, of: subject, limits: exploration.effort.limits).constraints ?? []
    }
    let trial = subject.run(example.token.schedule.driver, exploration.effort.limits, .everything)
    let names = EventLookup(trial)
    // An ordering may also name what the decisive event sets off.
    return constraints.flatMap { [$0.first, $0.second] }.compactMap(names.index).flatMap { event in
      [event, trial.report.trace.events[event].cause].map { names.text(of: $0) }
    }
  }

  @Test(arguments: BugCatalogTests.specimens)
  func `It falls on an event of the orderings`(_ specimen: BugCatalogTests.Specimen) throws {
    let exploration = try specimen.exploration(fixed: false)
    for example in exploration.counterexamples {
      let point = try #require(example.pointOfNoReturn)
      guard let events = decisive(example, in: exploration) else {
        #expect(exploration.isComplete ? point.turn == 0 : point.turn ?? 0 == 0, "\(point.sentence)")
        continue
      }
      #expect(events.contains(point.event ?? ""), "\(point.sentence) \(events)")
      #expect(point.counts.last?.isCertain == true)
      // A search may run a class twice, and then counts it twice.
      if exploration.isComplete { #expect(point.counts[0].isExact && point.counts[0].classes <= exploration.classes) }
    }
  }
}
