// The certificate of the schedule search: random async programs against every list of choices.

import Testing

@testable import Fuzzing

@Suite("The certificate of the schedule search")
struct ScheduleCertificateTests {
  private static let chunk = 100

  @Test(arguments: 0..<20)
  func `the search of a random program meets every outcome, and claims it`(_ part: Int) {
    let certificate = ScheduleCertificate(limit: 100)
    for seed in part * Self.chunk..<(part + 1) * Self.chunk {
      let (program, comparison) = certificate.trial(of: UInt64(seed))
      if comparison.judgement == .same { continue }
      Issue.record("\(certificate.finding(in: program, comparison, of: UInt64(seed)))")
    }
  }

  @Test func `an access that is taken out is found, in a program of two events and two statements`() throws {
    let certificate = ScheduleCertificate(limit: 100, hidesCells: true)
    let found = (0..<20).lazy.compactMap { certificate.finding(of: UInt64($0)) }.first
    let finding = try #require(found)
    #expect(finding.comparison.judgement == .missed)
    #expect(finding.smallest.size.tasks <= 3)
    #expect(finding.smallest.size.others <= 6)
    #expect(finding.program.statements.count > finding.smallest.statements.count)
    // The same program with nothing taken out is searched well: it is the access that was missed.
    #expect(TrialComparison(finding.smallest, limit: 100)?.judgement == .same)
    // The choices that are named lead to the outcome that was lost.
    for (outcome, choices) in finding.comparison.lost {
      #expect(TrialEnumeration.run(TrialLayout(finding.smallest), under: choices).outcome == outcome)
    }
  }

  @Test func `a search that claims nothing is counted apart`() throws {
    let program = TrialProgram(
      roots: (0..<3).map { index in
        TrialStatement(
          id: 2 * index, kind: .post, blocks: [[TrialStatement(id: 2 * index + 1, kind: .add(cell: 0, 1))]])
      }
    ).numbered
    let comparison = try #require(TrialComparison(program, limit: 100, searchRuns: 1))
    #expect(comparison.judgement == .withheld)
    #expect(TrialComparison(program, limit: 100)?.judgement == .same)
  }

  @Test func `the fuzzer shows a program of the certificate by its seed`() {
    var fuzzer = Fuzzer(.schedules, seed: 3)
    var inputs: [[UInt8]] = []
    _ = fuzzer.run(2) { inputs.append($0) }
    #expect(inputs.map { String(decoding: $0, as: UTF8.self) } == ["3000000021", "3000000022"])
    #expect(fuzzer.account.runs == 2)
  }
}
