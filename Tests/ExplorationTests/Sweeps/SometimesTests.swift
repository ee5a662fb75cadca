// Situations that some run has to come to: reached, not reached, and what is said of an empty test.

import Callbacks
import Comparison
import EventLoops
import Testing

@testable import Exploration

struct SometimesTests {
  /// A deposit and a statement at one instant; with `isVacuous` the statement is drawn up a millisecond later.
  static func account(isVacuous: Bool) -> ComparedProgram {
    ComparedProgram("account").callback { context, completion in
      let balance = context.shared("balance", 0)
      context.loop.schedule("deposit", after: .milliseconds(5)) { balance.value += 10 }
      context.loop.schedule("statement", after: .milliseconds(isVacuous ? 6 : 5)) {
        if balance.value == 0 { context.reached("the statement comes first") }
        completion(.success("drawn up"))
      }
      return Uncancellable()
    }
  }

  private static func explored(
    isVacuous: Bool, _ effort: Effort = .quick, _ oracles: [Oracle] = [.sometimes("the statement comes first")]
  ) -> ScheduleExploration {
    let account = account(isVacuous: isVacuous)
    return ScheduleExploration(of: Subject(account, account.versions[0], oracles: Oracle.usual + oracles), effort)
  }

  @Test func `A situation that some run comes to is reached, whatever the other runs do`() {
    let exploration = Self.explored(isVacuous: false)
    #expect(exploration.subject.sometimes == ["the statement comes first"])
    #expect(exploration.unreached == [])
    #expect(exploration.outcomes.rows.count == 1)
    #expect(exploration.isClean && exploration.isComplete)
    #expect(exploration.caveats == [])
  }

  @Test func `A vacuous exploration is not clean, and says what no schedule comes to`() {
    let exploration = Self.explored(isVacuous: true)
    #expect(exploration.failures.isEmpty && exploration.problems.isEmpty && exploration.isComplete)
    #expect(exploration.unreached == ["the statement comes first"])
    #expect(!exploration.isClean)
    #expect(exploration.caveats == ["no schedule comes to 'the statement comes first': nothing was tested there"])
    let differential = Differential(
      of: Self.account(isVacuous: true), oracles: [.sometimes("the statement comes first")])
    #expect(!differential.isClean && differential.isEquivalent)
    #expect("\(differential)".contains("  callback: no schedule comes to 'the statement comes first'"))
  }

  @Test func `Where the search was not complete it may still be reached`() {
    let subject = Subject("crowd", sometimes: ["in reverse"]) { loop in
      let list = LoopConfined("", on: loop)
      for name in ["a", "b", "c", "d", "e", "f", "g"] { loop.post(name) { list.withValue { $0 += name } } }
      return { _ in Verdict("done", reached: list.value == "gdfbaec" ? ["in reverse"] : []) }
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 20, reversals: 1, seededRuns: 0, auditRuns: 0))
    #expect(!exploration.isComplete && !exploration.isClean)
    let sentence = "none of the \(exploration.runs) runs came to 'in reverse': nothing was tested there; "
    #expect(exploration.caveats == [sentence + "schedules that were not run may come to it"])
  }

  @Test func `A rule can recognise the situation by the events of a run`() {
    let late = Oracle.sometimes("the result comes after 5 ms") { run, plan in
      plan.pipelines == 1 && run.events.contains { $0.instant > .zero.advanced(by: .milliseconds(5)) }
    }
    #expect(late.isSometimes && !Oracle.delivers.isSometimes)
    #expect(Self.explored(isVacuous: false, .quick, [late]).unreached == ["the result comes after 5 ms"])
    #expect(Self.explored(isVacuous: true, .quick, [late]).unreached == [])
  }

  @Test func `Verdicts of a subject of one's own carry what their runs came to`() {
    let subject = Subject("own", sometimes: ["b first", "a first", "b first", "never"]) { loop in
      let list = LoopConfined("", on: loop)
      for name in ["a", "b"] { loop.post(name) { list.withValue { $0 += name } } }
      return { _ in Verdict("done", reached: ["\(list.value.prefix(1)) first"]) }
    }
    #expect(subject.sometimes == ["b first", "a first", "never"])
    let exploration = ScheduleExploration(of: subject)
    #expect(exploration.outcomes.reached == ["a first", "b first"])
    #expect(exploration.unreached == ["never"])
    // What was reached does not tell two verdicts apart.
    #expect(exploration.outcomes.rows.count == 1)
    #expect(Verdict("x", reached: ["a"]) == Verdict("x"))
    #expect(Set([Verdict("x", reached: ["a"]), Verdict("x")]).count == 1)
  }

  /// What is cancelled by a closure.
  private struct Handle: Cancellable {
    let body: @Sendable () -> Void

    func cancel() { body() }
  }

  @Test func `A sweep reaches a situation if one of its trials does`() {
    let program = ComparedProgram("waiter").callback { context, completion in
      let call = context.api.call("load", "a", completion: completion)
      return Handle {
        context.reached("a waiter was cancelled")
        call.cancel()
      }
    }
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let rules = Oracle.usual + [.sometimes("a waiter was cancelled")]
    let cancelled = DisturbanceSweep(.cancel, of: program, program.versions[0], under: plan, oracles: rules)
    #expect(cancelled.unreached == [] && cancelled.isClean)
    let failing = DisturbanceSweep(
      .fault, of: program, program.versions[0], under: plan, selecting: .last(1), oracles: rules)
    #expect(failing.unreached == ["a waiter was cancelled"])
    #expect(!failing.isClean && failing.failures.isEmpty)
    #expect(failing.caveats == ["no run of the sweep came to 'a waiter was cancelled': nothing was tested there"])
  }

  @Test func `A call that is passed over in one disturbance keeps the situations`() {
    let program = ComparedProgram("twice").callback { context, completion in
      context.api.call("load", "a") { result in
        context.reached("answered")
        completion(result)
      }
    }
    let disturbance = Disturbance.fault(call: "load", .answersAtOnce, only: 1)
    let subject = Subject(
      program, program.versions[0], under: Plan(), disturbedBy: disturbance, oracles: [.sometimes("answered")])
    #expect(subject.sometimes == ["answered"])
    #expect(ScheduleExploration(of: subject).unreached == [])
  }

  @Test func `A situation is noted once, and does not appear among the events of the run`() {
    let program = ComparedProgram("silent").callback { context, completion in
      for _ in 1...2 { context.reached("b") }
      context.reached("a")
      completion(.success("done"))
      return Uncancellable()
    }
    let run = program.run(program.versions[0])
    #expect(run.reached == ["b", "a"])
    #expect(run.named("other").reached == ["b", "a"])
    #expect(run.lines.map(\.text) == ["finished \"done\""])
  }
}
