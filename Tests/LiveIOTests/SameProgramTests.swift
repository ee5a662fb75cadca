// The very sources that run on virtual time run on real time, and do the same in the same order.

import Comparison
import EventLoops
import LiveIO
import Pipelines
import Testing

/// A plan and what it is about.
private struct Situation: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var plan: Plan
}

@Suite("The same program on real time", .timeLimit(.minutes(10)))
struct SameProgramTests {
  private static func reply(_ milliseconds: Int, _ answer: CallBehaviour.Answer) -> CallBehaviour {
    CallBehaviour(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: answer)
  }

  private static let calls = [
    "1": reply(3, .returns("ann")), "2": reply(2, .returns("bag")), "3": reply(1, .returns("yes")),
  ]

  private static let situations: [Situation] = [
    Situation(testDescription: "success", plan: Plan(calls: calls)),
    Situation(
      testDescription: "the second call fails",
      plan: Plan(calls: calls.merging(["2": reply(2, .fails(APIError(status: 503, reason: "Busy")))]) { $1 })),
    Situation(testDescription: "a step throws", plan: Plan(calls: calls, steps: [2: .throwsError("no such user")])),
    Situation(
      testDescription: "cancelled as the second call is sent",
      plan: Plan(calls: calls, cancellations: [Cancellation(at: .onSent(call: "2"))])),
    Situation(
      testDescription: "a call never answers and time is limited",
      plan: Plan(calls: calls.merging(["2": reply(0, .never)]) { $1 }, timeout: .milliseconds(250))),
  ]

  /// Ties are left to virtual time; here every instant is far from every other.
  @Test(arguments: [ThreeStages.program, Recovery.program], situations)
  private func `does in each style what it does on virtual time, later but in the same order`(
    program: ComparedProgram, situation: Situation
  ) {
    for version in program.versions {
      let virtual = program.run(version, under: situation.plan)
      let loop = LiveEventLoop(name: "live")
      let started = program.start(version, under: situation.plan, on: loop)
      let live = started.run(report: loop.run())
      #expect(live.events.map(\.kind) == virtual.events.map(\.kind), "\(version)")
      for (late, exact) in zip(live.events, virtual.events) {
        #expect(late.instant >= exact.instant, "\(version): \(late)")
      }
      #expect(live.report.isClean == virtual.report.isClean, "\(version): \(live.report)")
    }
  }

  @Test(arguments: ThreeStages.program.versions)
  func `a thousand pipelines at once leave nothing over`(version: ComparedProgram.Version) {
    let loop = LiveEventLoop(name: "live")
    let plan = Plan(calls: Self.calls, pipelines: 1_000)
    let run = ThreeStages.program.start(version, under: plan, on: loop).run(report: loop.run())
    #expect(run.outcomes == Array(repeating: .value("\"yes\""), count: 1_000))
    #expect(run.report.isClean)
  }
}
