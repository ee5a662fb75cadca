// What a run makes once of its plan, and what a call makes once of its name.

import EventLoops
import Testing

@testable import Comparison

@Suite("Usual treatment of calls")
struct UsualTreatmentTests {
  private static let plain = Plan(latency: .milliseconds(10))

  /// Plans under which calls are not all alike, by what sets them apart.
  private static let others: [(String, @Sendable (inout Plan) -> Void)] = [
    ("a call", { $0.calls["1"] = .returns("a") }),
    ("a pipeline's call", { $0.pipelineCalls[PipelineCall("1", pipeline: 2)] = .returns("a") }),
    ("an occasion", { $0.occasions[CallOccasion("1", number: 2)] = .returns("a") }),
    ("random faults", { $0.faults = RandomFaults(oneIn: 2, APIError(status: 503, reason: "Busy")) }),
    ("a range of latencies", { $0.latency = .zero ... .milliseconds(10) }),
  ]

  private func onlyLatency(_ plan: Plan) -> Duration? {
    let loop = VirtualEventLoop()
    return RunCircumstances(on: loop, plan: plan, journal: Journal(on: loop)).onlyLatency
  }

  @Test func `is the latency of the plan where all calls are alike`() {
    #expect(onlyLatency(Self.plain) == .milliseconds(10))
    #expect(onlyLatency(Plan()) == .zero)
  }

  @Test(arguments: others.indices)
  func `is left to each call where the plan tells calls apart`(index: Int) {
    var plan = Self.plain
    Self.others[index].1(&plan)
    #expect(onlyLatency(plan) == nil, "\(Self.others[index].0)")
  }

  @Test(arguments: [(3, "reply to call 3"), (9, "reply to call 9"), (10, "reply to call 10"), (-1, "reply to -1")])
  func `the label of a reply names a numbered call by its number`(number: Int, label: String) {
    #expect(CallName(integerLiteral: number).replyLabel == label)
    #expect(CallName(String(number)).replyLabel == label)
    #expect(CallName(integerLiteral: number) == CallName(String(number)))
  }

  @Test func `the label of a reply names any other call as it is`() {
    #expect(("user" as CallName).replyLabel == "reply to user")
    #expect(("user \(2)" as CallName).replyLabel == "reply to user 2")
  }
}
