// Lesson 20, blocking: what saving on the loop costs, and what a download waits for.

import Comparison
import EventLoops
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 20: Blocking the loop", .serialized)
  struct Lesson20Blocking {
    @Test("1. Saving on the loop makes timers late, and saving off it does not")
    func blocking() {
      let plan = Plan(
        calls: [
          "BR": CallBehaviour(taking: 10, .returns("image")), "CN": CallBehaviour(taking: 20, .returns("image")),
        ]
      ).with(settings: [
        "codes": .text("BR CN"), "saving": .word("loop"), "save-time": .duration(.milliseconds(30)),
      ])
      for run in runs(of: DownloadsImproved.program, under: plan) {
        #expect(run.report.blocking.duration == .milliseconds(60))
        #expect(run.report.blocking.longestLateness == .milliseconds(20))
        #expect(run.report.instant == .milliseconds(70))
      }
      for run in runs(of: DownloadsImproved.program, under: plan.with { $0.settings["saving"] = .word("thread") }) {
        #expect(run.report.blocking.duration == .zero)
        #expect(run.report.blocking.longestLateness == .zero)
        #expect(run.report.instant == .milliseconds(50))
      }
    }

    @Test("2. A download counts when its file is saved, and an error of the disk is an error of that download")
    func savingIsAwaited() {
      let plan = Plan.twentyFlags.with {
        $0.settings = ["saving": .word("thread"), "save-time": .duration(.milliseconds(5)), "room": .number(18)]
      }
      for run in runs(of: DownloadsImproved.program, under: plan) {
        #expect(run.outcomes == [.value("18 ok, 0 not found, 2 failed")])
        #expect(run.texts(with: "*** Error").count == 2)
      }
    }
  }
}
