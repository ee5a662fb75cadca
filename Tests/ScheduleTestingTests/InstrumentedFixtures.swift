// The fixture of the guide once more, with a tracker whose code is instrumented.

import InstrumentedOrdinaryPrograms
import ScheduleTesting
import Testing

@Suite("Instrumented fixtures", .enabled(if: Fixtures.areOn)) struct InstrumentedFixtures {
  @Test(.everySchedule) func `the instrumented log has the events in their order`() async {
    let tracker = Tracker()
    tracker.track("play")
    tracker.track("pause")
    await tracker.finish()
    #expect(await tracker.log.lines == ["play", "pause"])
  }
}
