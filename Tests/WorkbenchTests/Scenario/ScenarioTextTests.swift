// Plans written as scenario files, and read back.

import Comparison
import EventLoops
import Foundation
import Testing

@testable import Workbench

struct ScenarioTextTests {
  private static let files: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
    let all = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
    return all.filter { $0.hasSuffix(".scenario") }.sorted().map { root.appendingPathComponent($0).path }
  }()

  private func readBack(_ text: String) throws -> Scenario {
    try Scenario(ScenarioSource(text: text, path: "written.scenario"))
  }

  @Test func `every scenario's plan is the same when it is written and read back`() throws {
    #expect(Self.files.count > 30)
    for file in Self.files {
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
    let text = try #require(ScenarioText.of("All of it", program: "three-stages", plan))
    #expect(
      text == """
        title    All of it
        program  three-stages
        request  "me \\"too\\""
        call     1 takes 10ms..20ms returns "a" twice
        call     "never" never answers
        call     "two words" at once fails 503 "down"
        latency  5ms
        faults   1 in 4 500 "oops"
        capacity 2
        step     1 makes "x"
        step     2 throws "no"
        recover  1 with "later"
        repeat   3 every 1ms
        cancel   2 at 7ms
        cancel   on reply "two words"
        timeout  1s
        seed     7

        """)
    #expect(try readBack(text).plan.cancellations == plan.cancellations)
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
