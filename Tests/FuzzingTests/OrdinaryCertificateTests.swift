// The certificate of ordinary Swift: random programs of tasks, actors, streams and locks against every list of choices.

import EventLoops
import Testing

@testable import Fuzzing

@Suite("The certificate of ordinary Swift")
struct OrdinaryCertificateTests {
  private static let certificate = ScheduleCertificate(features: .ordinary, leastOutcomes: 2)
  private static let chunk = 20

  @Test(arguments: 0..<10)
  func `the exploration of a random program meets every outcome, and claims it`(_ part: Int) {
    guard VirtualEventLoop(capturing: .everything).capturing == .everything else { return }
    for seed in part * Self.chunk..<(part + 1) * Self.chunk {
      let (program, comparison) = Self.certificate.trial(of: UInt64(seed))
      if comparison.judgement == .same { continue }
      Issue.record("\(Self.certificate.finding(in: program, comparison, of: UInt64(seed)))")
    }
  }

  @Test func `every family of ordinary Swift comes up`() {
    let programs = (0..<400).map { TrialGenerator.program(seed: UInt64($0), of: .ordinary) }
    let kinds = Set(programs.flatMap { $0.statements.map(\.kind) })
    for start in TrialStatement.Start.allCases { #expect(kinds.contains(.start(start))) }
    #expect(kinds.contains(.onMain) && kinds.contains(.nap(1)) && kinds.contains(.lock(0, .add)))
    #expect(programs.allSatisfy { TrialLayout($0).isOrdinary })
  }
}
