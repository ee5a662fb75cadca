// A failure in a smaller setting: it is the same failure, nothing more can be left out, and it is always the same one.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Exploration

struct ReductionOfSettingsTests {
  /// Three calls in a row; `audit` is called beside them and affects nothing.
  private static let program = ComparedProgram("orders").callback { context, completion in
    _ = context.api.call("audit", "audit") { _ in }
    return context.api.call("load", "1") { reply in
      guard case .success = reply else { return completion(reply) }
      context.api.call("save", "2") { result in
        guard case .success = result else { return context.note("lost") }
        completion(result)
      }
    }
  }

  private static let plan = Plan(
    calls: [
      "audit": CallBehaviour(
        latency: .milliseconds(70) ... .milliseconds(90), answer: .fails(APIError(status: 500, reason: "full"))),
      "load": CallBehaviour(latency: .milliseconds(30) ... .milliseconds(30), answer: .returns("1")),
      "save": CallBehaviour(
        latency: .milliseconds(40) ... .milliseconds(40), answer: .fails(APIError(status: 503, reason: "down"))),
    ],
    recoveries: ["load": "0"], pipelines: 5, interval: .milliseconds(3),
    cancellations: [Cancellation(pipeline: 4, at: .at(.zero.advanced(by: .milliseconds(1))))],
    timeout: nil)

  private func reduction(
    _ plan: Plan, _ disturbance: Disturbance? = nil, oracles: [Oracle] = [.delivers]
  ) throws -> (Reduction, Counterexample) {
    let version = Self.program.versions[0]
    let subject =
      disturbance.map { Subject(Self.program, version, under: plan, disturbedBy: $0, oracles: oracles) }
      ?? Subject(Self.program, version, under: plan, oracles: oracles)
    let exploration = ScheduleExploration(of: subject, Effort(runs: 20, seededRuns: 0, auditRuns: 0))
    let example = try #require(exploration.counterexamples.first)
    return (try #require(example.reduction), example)
  }

  @Test func `what does not matter is left out, and times are as short as can be`() throws {
    let (reduction, _) = try reduction(Self.plan)
    #expect(
      reduction.steps == [
        "a cancellation fewer", "pipelines: 1 in place of 5", "no recovery from load", "audit succeeds",
        "shorter times: audit 1ms, load 1ms and save 1ms",
      ])
    #expect(reduction.plan.pipelines == 1 && reduction.plan.cancellations.isEmpty)
    #expect(reduction.plan.calls["save"]?.answer == .fails(APIError(status: 503, reason: "down")))
    #expect(reduction.plan.calls["load"]?.latency == .milliseconds(1) ... .milliseconds(1))
    #expect(reduction.isMinimal && reduction.runs <= Reduction.runLimit)
  }

  @Test func `of two faults the one that matters is kept, and of every time the one that does`() throws {
    let fault = Disturbance.both(.fault(call: "audit", .fails), .fault(call: "save", .hangs))
    var plan = Self.plan
    plan.calls["save"]?.answer = .returns("2")
    let (reduction, example) = try reduction(plan, fault)
    #expect(reduction.disturbance == .fault(call: "save", .hangs))
    #expect(reduction.steps.first == "not needed: fault audit fails")
    #expect(reduction.steps.contains("pipelines: 1 in place of 5"))
    #expect("\(example.token)".contains("fault-audit-fails-and-fault-save-hangs"))
  }

  @Test func `a fault of every time is reduced to the one time that matters`() throws {
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: 2)
    plan.interval = .milliseconds(100)
    let second = Oracle("second") { run, _ in run.outcomes[run.pipelines - 1] == nil ? ["the last one got nothing"] : []
    }
    let (reduction, _) = try reduction(plan, .fault(call: "save", .hangs), oracles: [second])
    #expect(reduction.disturbance == .fault(call: "save", .hangs) && reduction.plan.pipelines == 1)
    // With two pipelines that both have to be there, only the second time matters.
    let both = Oracle("both") { run, _ in
      run.pipelines == 2 && run.outcomes[1] == nil ? ["the second one got nothing"] : []
    }
    let kept = try self.reduction(plan, .fault(call: "save", .hangs), oracles: [both]).0
    #expect(kept.disturbance == .fault(call: "save", .hangs, only: 2))
    #expect(kept.steps == ["all at once", "only time 2: save hangs", "shorter times: latency 1ms"])
  }

  @Test func `what is said of single pipelines and attempts is left out where it does not matter`() throws {
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), pipelines: 3)
    var busy = CallBehaviour(
      latency: .milliseconds(30) ... .milliseconds(30), answer: .fails(APIError(status: 503, reason: "Busy")))
    busy.later = [CallBehaviour(answer: .returns("x"), deliveries: 2)]
    plan.pipelineCalls[PipelineCall("save", pipeline: 2)] = busy
    plan.pipelineCalls[PipelineCall("audit", pipeline: 3)] = busy
    plan.starts = [2: .milliseconds(7), 3: .milliseconds(50)]
    plan.timeouts = [1: .seconds(1)]
    let (reduction, _) = try reduction(plan)
    #expect(reduction.plan.pipelines == 1 && reduction.plan.starts.isEmpty && reduction.plan.timeouts.isEmpty)
    #expect(Array(reduction.plan.pipelineCalls.keys) == [PipelineCall("save", pipeline: 1)])
    #expect(
      reduction.plan.pipelineCalls.values.allSatisfy { $0.later.isEmpty && $0.latency.upperBound == .milliseconds(1) })
    #expect(reduction.isMinimal)
  }

  @Test func `a fault of every time meets every pipeline and every attempt`() {
    var first = CallBehaviour(answer: .fails(APIError(status: 503, reason: "Busy")))
    first.later = [CallBehaviour(answer: .returns("a"))]
    var plan = Plan(calls: ["load": first])
    plan.pipelineCalls[PipelineCall("load", pipeline: 2)] = CallBehaviour(answer: .returns("b"))
    let hanging = Disturbance.fault(call: "load", .hangs).applied(to: plan)
    #expect(hanging.calls["load"]?.answer == .never && hanging.calls["load"]?.later.map(\.answer) == [.never])
    #expect(hanging.pipelineCalls.values.map(\.answer) == [.never])
    // On the second occasion it is the second answer that misbehaves.
    let twice = Disturbance.fault(call: "load", .answersTwice, only: 2).applied(to: plan)
    let occasion = twice.occasions[CallOccasion("load", number: 2)]
    #expect(occasion?.answer == .returns("a") && occasion?.deliveries == 2)
  }

  @Test func `a fault that is not needed is named`() throws {
    let (reduction, _) = try reduction(Self.plan, .fault(call: "audit", .hangs))
    #expect(reduction.disturbance == nil)
    #expect(reduction.steps.first == "not needed: fault audit hangs")
  }

  @Test func `times that a schedule has chosen become the plan's own`() throws {
    let slow = Oracle("in time") { run, _ in
      run.events.contains {
        if case .finished = $0.kind { $0.instant > .zero.advanced(by: .milliseconds(20)) } else { false }
      }
        ? ["late"] : []
    }
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let durations = ["load": [Duration.milliseconds(9), .milliseconds(12)], "save": [.milliseconds(9)]]
    let (reduction, _) = try reduction(plan, .times(.jitter(.milliseconds(2)), durations), oracles: [slow])
    #expect(reduction.disturbance == nil)
    #expect(reduction.plan.calls["load"]?.latency == .milliseconds(12) ... .milliseconds(12))
    #expect(reduction.steps.first == "in place of a choice of times: load takes 12ms and save takes 10ms")
  }

  @Test func `findings are the same failure whatever pipelines and instants they name`() {
    func signature(_ findings: String...) -> FailureSignature { FailureSignature(findings) }
    #expect(signature("no result was delivered by pipeline 3") == signature("no result was delivered"))
    #expect(signature("pipeline 1 x", "pipeline 2 x") == signature("pipeline 4 x"))
    #expect(signature("call 2 was sent at 30ms, too late") == signature("call 2 was sent at 1.5s, too late"))
    #expect(signature("call 2 was sent at 30ms") != signature("call 3 was sent at 30ms"))
    #expect(signature("[12] done") == signature("[3] done"))
    #expect(signature("a") != signature("a", "b"))
    #expect(signature("30 messages") != signature("31 messages"))
  }

  @Test(arguments: BugCatalogTests.specimens)
  func `a bug fails as before in its smallest setting, in which nothing more can be left out`(
    _ specimen: BugCatalogTests.Specimen
  ) throws {
    let exploration = try specimen.exploration(fixed: false)
    for example in exploration.counterexamples {
      let reduction = try #require(example.reduction)
      #expect(reduction.isMinimal)
      let origin = try #require(exploration.subject.origin)
      var smallest = origin
      (smallest.plan, smallest.disturbance) = (reduction.plan, reduction.disturbance)
      let limits = exploration.effort.limits
      func findings(_ origin: Subject.Origin, _ driver: any ScheduleDriver) -> FailureSignature {
        FailureSignature(origin.subject(limits).run(driver, limits, .everything).verdict.findings)
      }
      let failure = FailureSignature(example.verdict.findings)
      #expect(findings(smallest, example.token.schedule.driver) == failure)
      if !reduction.needsOrderings { #expect(findings(smallest, FIFOScheduler()) == failure) }
      for simplification in Simplification.allCases {
        for step in simplification.steps(from: smallest, example.run) {
          #expect(findings(step.origin, example.token.schedule.driver) != failure, "\(step.words ?? "shorter")")
        }
      }
      let again = Reduction(origin, example.token.schedule, example.verdict.findings, limits)
      #expect(again.steps == reduction.steps && again.plan == reduction.plan && again.runs == reduction.runs)
    }
  }
}
