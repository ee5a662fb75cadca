// The tally of downloads and the codes of flags.

import Pipelines
import Testing

@Suite("What downloads are counted and called")
struct DownloadTallyTests {
  @Test func `a tally counts each status, and reads what it writes`() throws {
    var tally = DownloadTally()
    for status in [DownloadStatus.ok, .ok, .notFound, .error] { tally.add(status) }
    #expect(tally.description == "2 ok, 1 not found, 1 failed")
    #expect(tally.count == 4)
    #expect(DownloadTally(tally.description) == tally)
  }

  @Test(arguments: [
    "", "2 ok", "2 ok, 1 not found, 1 failed!", "a ok, b not found, c failed", "02 ok, 1 not found, 1 failed",
  ])
  func `a text that no tally wrote is none`(text: String) {
    #expect(DownloadTally(text) == nil)
  }

  @Test func `the codes are as many as the countries, in order, and each once`() {
    #expect(FlagCodes.mostPopulous.count == 20)
    #expect(FlagCodes.all.count == 194)
    #expect(FlagCodes.everyPair.count == 676)
    for codes in [FlagCodes.all, FlagCodes.everyPair, FlagCodes.pairs(beginningWith: "Q")] {
      #expect(codes == Set(codes).sorted())
    }
    #expect(Set(FlagCodes.mostPopulous).isSubset(of: FlagCodes.all))
    #expect(!FlagCodes.all.contains { $0.hasPrefix("X") })
  }
}
