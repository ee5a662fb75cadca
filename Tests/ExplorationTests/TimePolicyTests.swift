// Answers at other times than the plan names: what each policy offers, and that the search takes it up.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct TimePolicyTests {
  /// Two calls at once, and which of them was answered first.
  static let race = ComparedProgram("race").callback { context, completion in
    let first = LoopConfined("", on: context.loop)
    for call in ["slow", "quick"] {
      context.api.call("\(call)", call) { _ in
        if first.value.isEmpty { first.value = call } else { completion(.success("\(first.value) first")) }
      }
    }
    return Uncancellable()
  }

  static func plan(slow: Int, quick: Int) -> Plan {
    var plan = Plan()
    for (call, latency) in [("slow", slow), ("quick", quick)] {
      plan.calls[call] = CallBehaviour(
        latency: .milliseconds(latency) ... .milliseconds(latency), answer: .returns(call))
    }
    return plan
  }

  @Test(arguments: [
    (TimePolicy.ties, 20, ["\"quick first\""]), (.jitter(.milliseconds(1)), 20, ["\"quick first\""]),
    (.jitter(.milliseconds(1)), 12, ["\"quick first\"", "\"slow first\""]),
    (.anyResponse, 20, ["\"quick first\"", "\"slow first\""]), (.boundaries, 20, ["\"quick first\""]),
  ])
  func `a policy decides which answer can be first`(_ times: TimePolicy, _ slow: Int, _ outcomes: [String]) {
    let differential = Differential(of: Self.race, under: Self.plan(slow: slow, quick: 10), times: times)
    #expect(differential.isComplete)
    #expect(differential.explorations[0].outcomes.outcomes == outcomes)
  }

  @Test func `around a time limit an answer comes before it, with it and after it, in one search`() {
    let bug = ClassicBugShelf.calledTwice
    var plan = bug.plan
    plan.calls["fetch"]?.latency = .zero ... .zero
    let differential = Differential(of: bug.fixed, under: plan, times: .boundaries)
    for exploration in differential.explorations {
      #expect(exploration.outcomes.outcomes == ["\"fetch\"", "failed \"timed out\""])
      #expect(exploration.isComplete)
    }
    let disturbance = TimePolicy.boundaries.disturbance(of: bug.fixed, under: plan)
    #expect(disturbance == .times(.boundaries, ["fetch": [9, 10, 11].map { .milliseconds($0) }]))
  }

  @Test func `a failure at another time is replayed by its token, which names the policy`() throws {
    let rule = Oracle.outcome(among: ["\"quick first\""])
    let differential = Differential(
      of: Self.race, under: Self.plan(slow: 20, quick: 10), times: .anyResponse, oracles: [rule])
    let example = try #require(differential.explorations[0].counterexamples.first)
    #expect(example.token.disturbance == "times-any")
    #expect(example.verdict.outcome == "\"slow first\"")
    #expect(example.reproduced == Counterexample.replays)
  }

  @Test(arguments: [TimePolicy.ties, .jitter(.milliseconds(7)), .anyResponse, .boundaries])
  func `a policy is read as it is written`(_ policy: TimePolicy) {
    #expect(TimePolicy(policy.description) == policy)
    #expect(TimePolicy(ReplayToken.slug(policy.description)) == policy)
  }

  @Test(arguments: [
    "", "jitter", "jitter 0ms", "jitter 2", "jitter 99999ms", "jitter -2ms", "jitter--2ms", "any thing",
  ])
  func `anything else is no policy`(_ text: String) {
    #expect(TimePolicy(text) == nil)
  }
}
