// Plans written as scenario files, and read back.

import Comparison
import EventLoops
import Foundation
import Pipelines
import Testing

@testable import Workbench

struct ScenarioTextTests {
  private func readBack(_ text: String) throws -> Scenario {
    try Scenario(ScenarioSource(text: text, path: "written.scenario"))
  }

  @Test func `every scenario's plan is the same when it is written and read back`() throws {
    #expect(ProjectFiles.scenarioPaths.count > 30)
    for file in ProjectFiles.scenarioPaths {
      let scenario = try Scenario(contentsOf: file)
      let text = try #require(ScenarioText.of(scenario.title, program: scenario.program, scenario.plan), "\(file)")
      let again = try readBack(text)
      #expect(again.plan == scenario.plan, "\(file)\n\(text)")
      #expect(again.title == scenario.title && again.program == scenario.program)
    }
  }

  @Test func `each statement is written as a reader would write it`() throws {
    var plan = Plan(
      request: "me \"too\"",
      calls: [
        "1": CallBehaviour(latency: .milliseconds(10) ... .milliseconds(20), answer: .returns("a"), deliveries: 2),
        "two words": CallBehaviour(answer: .fails(APIError(status: 503, reason: "down")), isSynchronous: true),
        "never": CallBehaviour(answer: .never),
      ],
      latency: .milliseconds(5) ... .milliseconds(5), capacity: 2,
      steps: [1: .makes("x"), 2: .throwsError("no")], recoveries: ["1": "later"], pipelines: 3,
      interval: .milliseconds(1),
      cancellations: [
        Cancellation(pipeline: 2, at: .at(.zero.advanced(by: .milliseconds(7)))),
        Cancellation(at: .onReply(call: "two words")),
      ],
      timeout: .seconds(1), seed: 7)
    plan.faults = RandomFaults(oneIn: 4, APIError(status: 500, reason: "oops"))
    plan.calls["two words"]?.later = [
      CallBehaviour(answer: .never), CallBehaviour(answer: .returns("b"), deliveries: 2),
    ]
    plan.pipelineCalls[PipelineCall("of", pipeline: 3)] = CallBehaviour(answer: .returns("c"))
    plan.pipelineCalls[PipelineCall("1", pipeline: 2)] = CallBehaviour(answer: .never)
    (plan.starts, plan.timeouts) = ([3: .milliseconds(9), 2: .zero], [1: .milliseconds(8)])
    let text = try #require(ScenarioText.of("All of it", program: "three-stages", plan))
    #expect(
      text == """
        title    All of it
        program  three-stages
        request  "me \\"too\\""
        call     1 takes 10ms..20ms returns "a" twice
        call     "never" never answers
        call     "two words" at once fails 503 "down" then never answers then takes 0ms returns "b" twice
        call     1 of pipeline 2 never answers
        call     "of" of pipeline 3 takes 0ms returns "c"
        latency  5ms
        faults   1 in 4 500 "oops"
        capacity 2
        step     1 makes "x"
        step     2 throws "no"
        recover  1 with "later"
        repeat   3 every 1ms
        start    2 at 0ms
        start    3 at 9ms
        cancel   2 at 7ms
        cancel   on reply "two words"
        timeout  1s
        timeout  1 8ms
        seed     7

        """)
    let again = try readBack(text).plan
    #expect(again.cancellations == plan.cancellations)
    #expect(again.calls["two words"]?.later.map(\.answer) == [.never, .returns("b")])
    #expect(again.pipelineCalls.mapValues(\.answer) == plan.pipelineCalls.mapValues(\.answer))
    #expect(again.starts == plan.starts && again.timeouts == plan.timeouts)
  }

  @Test func `a cancellation that races is written as one, and bugs have names, too`() throws {
    let bug = try #require(BugCatalog.bug(named: "lost-cancellation"))
    let text = try #require(ScenarioText.of("t", program: "lost-cancellation-fixed", bug.plan))
    #expect(text.contains("cancel   racing at 10ms\n"))
    #expect(try readBack(text).plan == bug.plan)
  }

  @Test(arguments: BugCatalog.bugs.map(\.name))
  func `the plan of every bug is the same when it is written and read back`(name: String) throws {
    let bug = try #require(BugCatalog.bug(named: name))
    let text = try #require(ScenarioText.of("t", program: name, bug.plan))
    #expect(try readBack(text).plan == bug.plan)
  }

  @Test func `what has no statement is not written at all`() {
    var plan = Plan()
    plan.occasions[CallOccasion("1", number: 2)] = CallBehaviour(answer: .never)
    #expect(ScenarioText.of("t", program: "three-stages", plan) == nil)
    #expect(ScenarioText.of("t", program: "no-such-program", Plan()) == nil)
    let swept = Plan(cancellations: [Cancellation(at: .event(3, .before))])
    #expect(ScenarioText.of("t", program: "three-stages", swept) == nil)
  }
}
