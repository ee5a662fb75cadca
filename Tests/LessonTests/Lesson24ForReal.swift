// Lesson 24, for real: the sources that run in virtual time run in real time, and do the same in the same order.

import Comparison
import EventLoops
import LiveIO
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 24: The same program for real", .serialized, .timeLimit(.minutes(10)))
  struct Lesson24ForReal {
    private static let calls = [
      "1": CallBehaviour(taking: 3, .returns("ann")), "2": CallBehaviour(taking: 2, .returns("bag")),
      "3": CallBehaviour(taking: 1, .returns("yes")),
    ]

    @Test(
      "1. On a live loop each style does what it does in virtual time, later but in the same order",
      arguments: versions)
    func sameOrder(version: ComparedProgram.Version) {
      let plan = Plan(calls: Self.calls)
      let virtual = run(version, under: plan)
      let loop = LiveEventLoop(name: "live")
      let live = ThreeStages.program.start(version, under: plan, on: loop).run(report: loop.run())
      #expect(live.events.map(\.kind) == virtual.events.map(\.kind))
      for (late, exact) in zip(live.events, virtual.events) { #expect(late.instant >= exact.instant) }
      #expect(live.report.isClean)
    }
  }
}
