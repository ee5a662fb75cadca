// The fixture of the guide, with the tracker and the test instrumented; the tests of the module ScheduleTesting run it.

import Foundation
import InstrumentedOrdinaryPrograms
import ScheduleTesting
import Testing

@Suite("Instrumented fixtures", .enabled(if: ProcessInfo.processInfo.environment["SCHEDULE_TESTING_FIXTURES"] == "1"))
struct InstrumentedFixtures {
  @Test(.everySchedule) func `the instrumented log has the events in their order`() async {
    let tracker = Tracker()
    tracker.track("play")
    tracker.track("pause")
    await tracker.finish()
    #expect(await tracker.log.lines == ["play", "pause"])
  }
}
