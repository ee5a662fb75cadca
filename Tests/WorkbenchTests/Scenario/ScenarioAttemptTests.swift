// How a scenario says what single pipelines and single attempts meet.

import Comparison
import EventLoops
import Testing

@testable import Workbench

struct `A call's statement` {
  private static func takes(_ milliseconds: Int, _ answer: CallBehaviour.Answer) -> CallBehaviour {
    CallBehaviour(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: answer)
  }

  private static let busy = CallBehaviour.Answer.fails(APIError(status: 503, reason: "Busy"))

  @Test func `gives the answer of each attempt, one behind another`() throws {
    let plan = try scenario(
      "call 1 takes 30ms fails 503 \"Busy\" twice then takes 5ms returns \"a\" then never answers then at once returns \"b\""
    )
    .plan
    var first = Self.takes(30, Self.busy)
    first.deliveries = 2
    var last = CallBehaviour(answer: .returns("b"), isSynchronous: true)
    last.latency = .zero ... .zero
    first.later = [Self.takes(5, .returns("a")), Self.takes(5, .never), last]
    #expect(plan == Plan(calls: ["1": first]))
  }

  @Test func `gives an attempt that says no time the time of the one before`() throws {
    let plan = try scenario(
      """
      latency 7ms
      call 1 takes 30ms fails 503 "Busy" then returns "a"
      call 2 fails 503 "Busy" then returns "a"
      call 3 at once fails 503 "Busy" then returns "a"
      """
    ).plan
    #expect(plan.calls["1"]?.later == [Self.takes(30, .returns("a"))])
    #expect(plan.calls["2"]?.later == [Self.takes(7, .returns("a"))])
    #expect(plan.calls["3"]?.later == [CallBehaviour(answer: .returns("a"), isSynchronous: true)])
  }

  @Test func `is that of one pipeline if it names one`() throws {
    let plan = try scenario(
      "repeat 3\ncall 2 returns \"a\"\ncall 2 of pipeline 3 takes 40ms fails 503 \"Busy\"\ncall 2 of pipeline 1 never answers"
    ).plan
    #expect(plan.calls["2"] == CallBehaviour(answer: .returns("a")))
    #expect(
      plan.pipelineCalls == [
        PipelineCall("2", pipeline: 3): Self.takes(40, Self.busy),
        PipelineCall("2", pipeline: 1): CallBehaviour(answer: .never),
      ])
  }

  @Test func `keeps a call named of in quotes apart from the word`() throws {
    let plan = try scenario("call \"of\" of pipeline 1 returns \"a\"").plan
    #expect(plan.pipelineCalls.keys.map(\.call) == ["of"])
    #expect(try scenario("call \"then\" returns \"then\" then returns \"b\"").plan.calls["then"]?.later.count == 1)
  }

  @Test func `of start and timeout may name a pipeline, too`() throws {
    let plan = try scenario("repeat 3 every 1ms\nstart 2 at 50ms\ntimeout 1s\ntimeout 3 5ms").plan
    #expect(plan.starts == [2: .milliseconds(50)])
    #expect(plan.timeouts == [3: .milliseconds(5)])
    #expect(plan.timeout == .seconds(1))
  }
}
