// The record of a run does not depend on the runs before it, whose memory it uses.

import EventLoops
import Pipelines
import Testing

@testable import Comparison
@testable import Exploration

@Suite struct RepeatedRecordsTests {
  @Test(arguments: Style.allCases)
  func `a run is recorded alike before and after larger and smaller ones`(_ style: Style) throws {
    let version = try #require(ThreeStages.program.versions.first { $0.variant == nil && $0.style == style })
    func run(_ pipelines: Int) throws -> (fingerprint: UInt64, hash: UInt64, accesses: [UInt64]) {
      let subject = Subject(ThreeStages.program, version, under: Plan(pipelines: pipelines))
      let trial = subject.run(RandomScheduler(seed: 3), VirtualEventLoop.Limits(), .leftovers)
      let record = try #require(trial.record)
      let order = HappensBefore(record, count: record.steps.count)
      return (record.fingerprint, order.classHash, record.steps.indices.map { record.accessHash(of: $0) })
    }
    let first = try run(3)
    #expect(first.accesses.count >= 12)
    for others in [1, 40, 2] {
      _ = try run(others)
      let again = try run(3)
      #expect(again.fingerprint == first.fingerprint && again.hash == first.hash && again.accesses == first.accesses)
    }
  }
}
