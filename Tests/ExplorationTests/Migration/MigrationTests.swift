// What an engineer writes to move a completion-handler function to async/await.

import Comparison
import Exploration
import Testing

struct MigrationTests {
  // region migration-test
  @Test func `the rewrite of the transfer can do what the old one could, and nothing else`() {
    let transfer = ComparedProgram("transfer").callback(Transfer.legacy).async(Transfer.rewrite)
    let differential = Differential(of: transfer, under: Transfer.cancelledOnTheWay, oracles: [.delivers])
    #expect(differential.isEquivalent && differential.isComplete, "\(differential)")
  }
  // endregion

  @Test func `a rewrite that cancels what the old function continued is found, with the lines where they differ`() {
    let transfer = ComparedProgram("transfer").callback(Transfer.legacy).async(Transfer.hasty)
    let differential = Differential(of: transfer, under: Transfer.cancelledOnTheWay, oracles: [.delivers])
    #expect(!differential.isEquivalent)
    #expect(differential.relation(to: 1) == .differs || differential.relation(to: 1) == .isRefined)
    let text = differential.description
    #expect(text.contains("callback can end with \"done\", and async was never seen to:"), "\(text)")
    #expect(text.contains("+ 20ms finished \"done\""), "\(text)")
  }
}
