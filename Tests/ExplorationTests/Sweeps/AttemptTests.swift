// Answers by attempt and by pipeline: each pipeline counts its own attempts, in every style.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Promises
import Testing

struct AttemptTests {
  /// Loads up to three times, until the call succeeds.
  private static let retrying = ComparedProgram("retrying")
    .callback { (context, completion: @escaping Completion<String>) in
      @Sendable func load(_ rest: Int) {
        context.api.call("load", "page") { result in
          if case .failure = result, rest > 0 { return load(rest - 1) }
          completion(result)
        }
      }
      load(2)
      return Uncancellable()
    }
    .future { (context) -> Future<String> in
      let load: @Sendable () -> Future<String> = { context.api.call("load", "page") }
      return load().flatMapError { _ in load() }.flatMapError { _ in load() }
    }
    .async { (context) -> String in
      for _ in 1...2 {
        if let page = try? await context.api.call("load", "page") { return page }
      }
      return try await context.api.call("load", "page")
    }

  private static func takes(_ milliseconds: Int, _ answer: CallBehaviour.Answer) -> CallBehaviour {
    CallBehaviour(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: answer)
  }

  private static let busy = CallBehaviour.Answer.fails(APIError(status: 503, reason: "Busy"))

  private func lines(_ plan: Plan) -> [[String]] {
    Self.retrying.compare(under: plan).runs.map { $0.lines.map(\.description) }
  }

  @Test func `the first attempt fails and the second one returns`() {
    var first = Self.takes(10, Self.busy)
    first.later = [Self.takes(5, .returns("page"))]
    for lines in lines(Plan(calls: ["load": first])) {
      #expect(
        lines == [
          "0ms load sent \"page\"", "10ms load failed 503 \"Busy\"", "10ms load sent \"page\"",
          "15ms load replied \"page\"", "15ms finished \"page\"",
        ])
    }
  }

  @Test func `the last answer holds for all further attempts`() {
    var first = Self.takes(1, .returns("never seen"))
    first.answer = Self.busy
    first.later = [Self.takes(2, Self.busy)]
    for lines in lines(Plan(calls: ["load": first])) { #expect(lines.last == "5ms finished failed 503 \"Busy\"") }
  }

  @Test func `each pipeline counts its own attempts, and may have answers of its own`() {
    var first = Self.takes(10, Self.busy)
    first.later = [Self.takes(10, .returns("second"))]
    var plan = Plan(calls: ["load": first], pipelines: 3)
    plan.pipelineCalls[PipelineCall("load", pipeline: 2)] = Self.takes(3, .returns("at once"))
    for run in Self.retrying.compare(under: plan).runs {
      #expect(run.outcomes.map { $0.map { "\($0)" } } == ["\"second\"", "\"at once\"", "\"second\""])
    }
  }

  @Test func `an occasion of the whole run goes before an attempt, which counts all the same`() {
    var first = Self.takes(1, Self.busy)
    first.later = [Self.takes(1, Self.busy), Self.takes(1, .returns("third"))]
    var plan = Plan(calls: ["load": first])
    plan.occasions[CallOccasion("load", number: 2)] = Self.takes(7, Self.busy)
    for lines in lines(plan) { #expect(lines.last == "9ms finished \"third\"") }
  }

  @Test func `pipelines have starts and time limits of their own`() {
    var plan = Plan(
      calls: ["load": Self.takes(20, .returns("page"))], pipelines: 3, interval: .milliseconds(1), timeout: .seconds(1))
    plan.starts[2] = .milliseconds(50)
    plan.timeouts[3] = .milliseconds(5)
    for run in Self.retrying.compare(under: plan).runs {
      let finished = run.events.compactMap { event in
        if case .finished(let outcome) = event.kind { "\(event.instant) [\(event.pipeline)] \(outcome)" } else { nil }
      }
      #expect(finished == ["7ms [3] failed timed out after 5ms", "20ms [1] \"page\"", "70ms [2] \"page\""])
    }
  }

  @Test func `the order in which one pipeline sends the same call twice is distinguished`() {
    // Which of the two branches gets the failure depends on their order alone.
    let program = ComparedProgram("two branches", sharing: .notedState).callback {
      (context, completion: @escaping Completion<String>) in
      for branch in ["left", "right"] {
        context.loop.post(branch) {
          context.api.call("load", branch) { result in
            if case .failure = result { completion(.success(branch)) }
          }
        }
      }
      return Uncancellable()
    }
    var first = Self.takes(1, Self.busy)
    first.later = [Self.takes(1, .returns("page"))]
    let subject = Subject(program, program.versions[0], under: Plan(calls: ["load": first]), oracles: [])
    let exploration = ScheduleExploration(of: subject, Effort(runs: 100, seededRuns: 0, auditRuns: 0))
    #expect(exploration.isComplete)
    #expect(exploration.outcomes.outcomes.sorted() == ["\"left\"", "\"right\""])
  }
}
