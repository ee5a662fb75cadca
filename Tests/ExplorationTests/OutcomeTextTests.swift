// What a run delivered as one text, whatever the run before has delivered.

import Comparison
import Testing

@testable import Exploration

@Suite("Texts of outcomes")
struct OutcomeTextTests {
  private static let results: [[Outcome?]] = [
    [], [nil], [.value("1")], [.cancelled], [.failed("1")], [.value("1"), nil], [nil, .value("1")],
    [.value("1"), .failed("503"), .cancelled],
  ]

  @Test func `are those of the results, after any other and after the same`() {
    let texts = [
      "", "no result", "1", "cancelled", "failed 1", "1, no result", "no result, 1", "1, failed 503, cancelled",
    ]
    let text = OutcomeText()
    for before in Self.results {
      for (results, expected) in zip(Self.results, texts) {
        _ = text.text(of: before)
        #expect(text.text(of: results) == expected)
        #expect(text.text(of: results) == expected)
      }
    }
  }

  @Test func `are of each run of an exploration, also where runs deliver different results`() {
    let program = ComparedProgram("first of two").callback { context, completion in
      for name in ["1", "2"] {
        context.api.call(CallName(name), name) { result in completion(result) }
      }
    }
    let version = program.versions[0]
    let exploration = ScheduleExploration(of: Subject(program, version, oracles: []))
    #expect(exploration.outcomes.outcomes == [#""1""#, #""2""#])
  }
}
