// What a branch of a divided search hands over of its runs.

import EventLoops
import Testing

@testable import Exploration

struct RunLogTests {
  /// Two events in either order, with one outcome; what a run has reached is the event that ran first.
  private static let subject = Subject("either first") { loop in
    let first = LoopConfined("", on: loop)
    for name in ["one", "other"] { loop.post(name) { if first.value.isEmpty { first.value = name } } }
    return { _ in Verdict("done", reached: [first.value]) }
  }

  @Test func `a redundant run lends neither its picks nor what it has reached to a run that counts`() throws {
    var log = RunLog()
    let search = DPORSearch(.everyOrder)
    for isRedundant in [true, false] {
      search.beginRun()
      let trial = Self.subject.run(search, VirtualEventLoop.Limits(), .leftovers)
      let record = try #require(trial.record)
      let hash = search.endRun(record)
      log.add(trial, record, ofClass: isRedundant ? nil : hash)
    }
    let counted = try #require(log.entries.last)
    #expect(log.entries.count == 2 && counted.hash != nil)
    #expect(log.verdicts[counted.verdict].picks == [1])
    #expect(log.reached == ["other"])
  }
}
