// Lesson 17, downloads: how long many of them take, one by one and at once, and what a failure costs.

import Comparison
import EventLoops
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 17: Many at once", .serialized)
  struct Lesson17Downloads {
    @Test("1. One after another, twenty flags take twenty times as long as one; five at once, four times as long")
    func arithmetic() {
      // region arithmetic
      let sequential = Plan.twentyFlags.with { $0.settings["mode"] = .word("sequential") }
      for run in runs(of: Downloads.program, under: sequential) {
        #expect(run.report.instant == .milliseconds(20 * 100))
      }
      for run in runs(of: Downloads.program, under: Plan.twentyFlags) {
        #expect(run.report.instant == .milliseconds((20 + 5 - 1) / 5 * 100))
      }
      // endregion
    }

    @Test(
      "2. 600 requests are 75 times as fast at once if the server works on 75, not quite 67 times if it works on 74",
      arguments: [(capacity: 1, batches: 600), (67, 9), (74, 9), (75, 8), (600, 1)])
    func sixHundredRequests(capacity: Int, batches: Int64) {
      let plan = Plan.twentyFlags.with {
        $0.settings["items"] = .number(600)
        $0.capacity = capacity
      }
      for run in runs(of: Downloads.program, under: plan) {
        #expect(run.report.instant == .milliseconds(batches * 100))
        #expect(run.outcomes == [.value(quoted("600 flags downloaded"))])
      }
    }

    @Test("3. The first failure ends plain downloads; of the improved ones it costs one")
    func failure() {
      let plan = Plan.twentyFlags.with {
        $0.calls["CN"] = CallBehaviour(taking: 10, .fails(APIError(status: 503, reason: "Busy")))
      }
      for run in runs(of: Downloads.program, under: plan) {
        #expect(run.outcomes == [.failed("503 \"Busy\"")])
        #expect(run.report.instant == .milliseconds(10))
      }
      for run in runs(of: DownloadsImproved.program, under: plan) {
        #expect(run.outcomes == [.value("19 ok, 0 not found, 1 failed")])
        #expect(run.texts(with: "***") == ["*** Error for CN: 503 \"Busy\""])
      }
    }
  }
}
