// The reduction on real programs: the reduced search meets what the full one meets, in every style.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct CatalogReductionTests {
  @Test(arguments: BugCatalogTests.specimens)
  func `the reduced search meets every verdict that the full one meets`(
    _ specimen: BugCatalogTests.Specimen
  ) throws {
    for program in [specimen.bug.buggy, specimen.bug.fixed] {
      let version = try #require(program.versions.first { $0.style == specimen.style })
      let subject = Subject(program, version, under: specimen.bug.plan)
      let full = ReductionTests.exhaust(subject, .everyOrder, limit: 1_000)
      let reduced = ReductionTests.exhaust(subject, .reduced(reversals: .max), limit: 10_000)
      let isEnumerated = full.runs < 1_000
      #expect(isEnumerated ? reduced.verdicts == full.verdicts : reduced.verdicts.isSuperset(of: full.verdicts))
      #expect(reduced.runs <= full.runs || !isEnumerated)
    }
  }
}
