// The rules: each is broken by a program that breaks it, and kept by its neighbour.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Testing

struct OracleTests {
  // region user-oracle
  /// A rule of one's own: whatever the schedule, money is withdrawn at most once.
  static let withdrawsOnce = Oracle("withdraws once") { run, _ in
    let count = run.events.count { if case .sent("withdraw", _) = $0.kind { true } else { false } }
    return count > 1 ? ["withdrew \(count) times"] : []
  }
  // endregion

  private func findings(_ program: ComparedProgram, _ plan: Plan = Plan(), _ oracles: [Oracle]) -> Set<String> {
    let differential = Differential(of: program, under: plan, oracles: oracles)
    return Set(differential.explorations.flatMap(\.failures).flatMap(\.verdict.findings))
  }

  @Test func `a rule of one's own is asked after every run`() {
    let hasty = ComparedProgram("hasty").callback { context, completion in
      let left = LoopConfined(2, on: context.loop)
      for _ in 1...2 {
        context.api.call("withdraw", "10") { result in
          left.value -= 1
          if left.value == 0 { completion(result) }
        }
      }
      return Uncancellable()
    }
    let patient = ComparedProgram("patient").callback { context, completion in
      context.api.call("withdraw", "10", completion: completion)
    }
    #expect(findings(hasty, Plan(), Oracle.usual + [Self.withdrawsOnce]) == ["withdrew 2 times"])
    #expect(findings(patient, Plan(), Oracle.usual + [Self.withdrawsOnce]) == [])
  }

  @Test func `a call that is not cancelled is answered after the cancellation`() {
    let deaf = ComparedProgram("deaf").callback { context, completion in
      context.api.call("load", "a", completion: completion)
      return Uncancellable()
    }
    let listening = ComparedProgram("listening").callback { context, completion in
      context.api.call("load", "a", completion: completion)
    }
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    plan.cancellations = [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(5))))]
    #expect(findings(deaf, plan, Oracle.usual + [.receivesNothingLate]) == ["load was answered after the cancellation"])
    #expect(findings(listening, plan, Oracle.usual + [.receivesNothingLate]) == [])
  }

  @Test func `an API whose second answer is synchronous is reported`() {
    let twice = ComparedProgram("twice").async { context in
      _ = try await context.api.call("load", "a")
      return try await context.api.call("load", "b")
    }
    var plan = Plan()
    #expect(findings(twice, plan, [.answersAlike]) == [])
    plan.occasions[CallOccasion("load", number: 2)] = CallBehaviour(answer: .returns("b"), isSynchronous: true)
    #expect(
      findings(twice, plan, [.answersAlike]) == ["load is answered sometimes before it returns and sometimes later"])
  }

  @Test func `a cycle of waits is named, and a queue is no cycle`() {
    let loop = VirtualEventLoop(name: "waits")
    let graph = WaitGraph(on: loop)
    graph.acquires("first", "A")
    graph.acquires("second", "B")
    graph.waits("second", for: "A")
    #expect(graph.cycle == [])
    graph.waits("first", for: "B")
    let names = graph.cycle.map(\.description)
    #expect(names == ["first waits for B, which second has", "second waits for A, which first has"])
    graph.waits("third", for: "A")
    #expect(graph.cycle.count == 2)
    graph.releases("A")
    graph.acquires("second", "A")
    #expect(graph.cycle == [])
  }

  @Test func `a permit that is not given back is left over`() {
    let program = ComparedProgram("greedy").callback { context, completion in
      let seats = Semaphore(on: context.loop, permits: 1, "seats")
      return seats.acquire { _ in completion(.success("taken")) }
    }
    #expect(findings(program, Plan(), Oracle.usual).contains { $0.contains("permit") })
  }
}
