// How much a scenario file may say.

import Testing

@testable import Workbench

struct `A scenario` {
  @Test func `may have a thousand statements`() {
    let cancellations = String(repeating: "cancel at 1ms\n", count: ScenarioParser.mostStatements - 2)
    let head = "title T\nprogram three-stages\n"
    #expect(error(for: head + cancellations) == nil)
    let tooMany = error(for: head + cancellations + "seed 1\nseed 2\nseed 3")
    #expect(tooMany?.isCutShort == true)
    #expect(tooMany?.diagnostics.map(\.message) == ["there are more than 1000 statements"])
    #expect(tooMany?.diagnostics.first?.line == 1_001)
  }

  @Test func `may expect a hundred thousand events`() throws {
    let events = String(repeating: " 0s a\n", count: ScenarioParser.mostExpected)
    let full = try scenario("expect\n" + events)
    #expect(full.expectations.first?.events.count == 100_000)
    let tooMany = error(for: full.source.text + " 0s b\n 0s c\n")
    #expect(tooMany?.diagnostics.map(\.message) == ["more than 100000 events are expected"])
    #expect(tooMany?.diagnostics.first?.line == 100_004)
  }
}
