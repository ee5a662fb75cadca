// What each statement of a scenario file means for the plan.

import Comparison
import EventLoops
import Testing

@testable import Workbench

/// The scenario whose first lines are a title and a program.
func scenario(_ text: String, path: String = "f.scenario") throws(ScenarioError) -> Scenario {
  try Scenario(ScenarioSource(text: "title T\nprogram three-stages\n" + text, path: path))
}

struct `A statement` {
  @Test func `of the header says what the scenario is`() throws {
    let text = """
      # comment
      title\t Stage "two" #1 fails\u{20}\u{20}
      program "recovery"  # in quotes
      guide notes/errors.md
      teaches  One  sentence.
      """
    let scenario = try Scenario(ScenarioSource(text: text, path: "some/where/fails-at-2.scenario"))
    #expect(scenario.title == "Stage \"two\" #1 fails")
    #expect(scenario.program == "recovery")
    #expect(scenario.guide == "notes/errors.md")
    #expect(scenario.teaches == "One  sentence.")
    #expect(scenario.name == "fails-at-2")
    #expect(scenario.path == "some/where/fails-at-2.scenario")
    #expect(scenario.plan == Plan())
    #expect(scenario.expectations.isEmpty)
  }

  @Test(arguments: [
    ("f.scenario", "f"), ("a/b.c.scenario", "b.c"), ("a/b.txt", "b.txt"), ("./-", "-"), ("", ""),
  ])
  func `gives the scenario no name; the file does`(path: String, name: String) throws {
    #expect(try scenario("", path: path).name == name)
  }

  static let calls: [(String, CallBehaviour)] = [
    (
      "call 1 takes 30ms returns \"user 42\"",
      CallBehaviour(latency: .milliseconds(30) ... .milliseconds(30), answer: .returns("user 42"))
    ),
    (
      "call 1\ttakes 10ms..40ms fails 503 \"Service Unavailable\"# behind a string",
      CallBehaviour(
        latency: .milliseconds(10) ... .milliseconds(40),
        answer: .fails(APIError(status: 503, reason: "Service Unavailable")))
    ),
    ("call 1 never answers", CallBehaviour(answer: .never)),
    ("call \"1\" returns \"\"", CallBehaviour(answer: .returns(""))),
    ("call 1 returns \"x\" twice", CallBehaviour(answer: .returns("x"), deliveries: 2)),
    ("call 1 at once returns \"x\"", CallBehaviour(answer: .returns("x"), isSynchronous: true)),
    (
      "call 1 at once fails 100 \"x\" twice",
      CallBehaviour(answer: .fails(APIError(status: 100, reason: "x")), deliveries: 2, isSynchronous: true)
    ),
  ]

  @Test(arguments: calls)
  func `call says how the API answers`(text: String, behaviour: CallBehaviour) throws {
    #expect(try scenario(text).plan == Plan(calls: ["1": behaviour]))
  }

  @Test func `latency applies to the calls that name none, wherever it is written`() throws {
    let plan = try scenario(
      """
      call 1 returns "x"
      latency 10ms..40ms
      call 2 takes 5ms returns "y"
      call 3 at once returns "z"
      call four fails 500 "w"
      """
    ).plan
    let common = Duration.milliseconds(10) ... .milliseconds(40)
    #expect(plan.calls["1"]?.latency == common)
    #expect(plan.calls["2"]?.latency == .milliseconds(5) ... .milliseconds(5))
    #expect(plan.calls["3"]?.latency == .zero ... .zero)
    #expect(plan.calls["four"]?.latency == common)
  }

  static let plans: [(String, Plan)] = [
    ("request \"user\"", Plan(request: "user")),
    ("step 2 makes \"orders of user 42\"", Plan(steps: [2: .makes("orders of user 42")])),
    ("step 1000 throws \"no such user\"", Plan(steps: [1000: .throwsError("no such user")])),
    ("recover 2 with \"guest\"", Plan(recoveries: ["2": "guest"])),
    ("recover \"with\" with \"guest\"", Plan(recoveries: ["with": "guest"])),
    ("start never", Plan(start: .never)),
    ("repeat 5 every 10ms", Plan(pipelines: 5, interval: .milliseconds(10))),
    ("repeat 10000", Plan(pipelines: 10_000)),
    ("cancel at 35ms", Plan(cancellations: [Cancellation(at: .at(.milliseconds(35)))])),
    ("cancel racing at 35ms", Plan(cancellations: [Cancellation(at: .racing(at: .milliseconds(35)))])),
    ("cancel before start", Plan(cancellations: [Cancellation(at: .beforeStart)])),
    ("cancel on sent 2", Plan(cancellations: [Cancellation(at: .onSent(call: "2"))])),
    ("cancel on reply \"call two\"", Plan(cancellations: [Cancellation(at: .onReply(call: "call two"))])),
    ("cancel after finish", Plan(cancellations: [Cancellation(at: .afterFinish)])),
    (
      "cancel 3 at 35ms\nrepeat 3\ncancel at 0ms",
      Plan(
        pipelines: 3,
        cancellations: [Cancellation(pipeline: 3, at: .at(.milliseconds(35))), Cancellation(at: .at(.zero))])
    ),
    ("timeout 24h", Plan(timeout: .seconds(86_400))),
    ("seed 18446744073709551615", Plan(seed: .max)),
    ("request \"\\\"\\\\\\n\\t\\u{1F600}\\u{0}\"", Plan(request: "\"\\\n\t\u{1F600}\u{0}")),
    ("request \"안녕 # no comment\" # comment", Plan(request: "안녕 # no comment")),
    ("request \"\u{301}x\u{301}\"", Plan(request: "\u{301}x\u{301}")),
  ]

  @Test(arguments: plans)
  func `says one thing of the plan`(text: String, plan: Plan) throws {
    #expect(try scenario(text).plan == plan)
    #expect(try scenario(text.replacing("\n", with: "\r\n") + "\r\n").plan == plan)
  }

  @Test func `takes a string of a thousand characters, however many bytes they are`() throws {
    let text = String(repeating: "👨‍👩‍👧", count: 1_000)
    #expect(try scenario("request \"\(text)\"").plan.request == text)
    #expect(message(for: "request \"\(text)x\"").contains("more than 1000 characters"))
  }
}
