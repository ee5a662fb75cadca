// Each step of a migration held against the old function, under every plan and every schedule.

import Comparison
import Exploration
import Testing

@Suite("The steps of a migration")
struct MigrationStepsTests {
  // region migration-steps
  static let old = ComparedProgram("transfer").callback(variant: "old", Transfer.legacy)
  static let steps = [
    old.async(variant: "wrapped", Transfer.wrapped),
    old.async(variant: "rewritten", Transfer.rewrite),
    old.callback(variant: "shell", Transfer.shell),
  ]

  @Test(arguments: steps)
  func `a step changes nothing that a caller or the bank could notice`(_ step: ComparedProgram) {
    for plan in Transfer.plans {
      let differential = Differential(of: step, under: plan, oracles: [.delivers])
      #expect(differential.isEquivalent && differential.isComplete, "\(differential)")
    }
  }
  // endregion

  @Test func `a wrapper that forgets the handle is found by the first plan that cancels a call in flight`() throws {
    let deaf = Self.old.async(variant: "deaf", Transfer.deaf)
    let differentials = Transfer.plans.map { Differential(of: deaf, under: $0, oracles: [.delivers]) }
    #expect(differentials[0].isEquivalent)
    let told = try #require(differentials.first { !$0.isEquivalent })
    #expect(told.description.contains("can end with cancelled"), "\(told)")
  }
}
