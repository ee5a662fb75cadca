// A thousand tokens of a thousand schedules: each brings back exactly what it was made from.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct TokenReplayTests {
  /// Runs a subject under a random schedule, writes it down as text, and runs what the text says.
  private func isReproduced(_ subject: Subject, seed: UInt64) throws -> Bool {
    let trial = subject.run(RandomScheduler(seed: seed), Effort.quick.limits, .everything)
    let record = try #require(trial.record)
    let token = ReplayToken(of: subject, .picks(record.picks), trial)
    let replay = Replay(try ReplayToken(token.description), on: subject)
    return replay.isExact && replay.verdict == trial.verdict
  }

  @Test func `a thousand random schedules of the catalogue, in every style, are replayed by their tokens`() throws {
    var (tokens, reproduced) = (0, 0)
    var seed: UInt64 = 0
    while tokens < 1_000 {
      for specimen in BugCatalogTests.specimens where tokens < 1_000 {
        let version = try #require(specimen.bug.buggy.versions.first { $0.style == specimen.style })
        seed += 1
        tokens += 1
        let subject = Subject(specimen.bug.buggy, version, under: specimen.bug.plan)
        if try isReproduced(subject, seed: seed) { reproduced += 1 }
      }
    }
    #expect(reproduced == 1_000)
  }
}
