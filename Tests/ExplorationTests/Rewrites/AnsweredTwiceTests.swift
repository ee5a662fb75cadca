// The rules for an API that answers twice, and for versions that are not started: given for their effects only.

import Callbacks
import EventLoops
import Promises
import Testing

@testable import Comparison

@Suite("The rules for second answers and for versions that are not started")
struct AnsweredTwiceTests {
  /// The API answers "load" twice.
  private static let plan = Plan(calls: ["load": twice])
  private static let twice = CallBehaviour(
    latency: .milliseconds(10) ... .milliseconds(10), answer: .returns("a"), deliveries: 2)

  /// A version that notes something for each answer of the API, by its number, and completes with the first one.
  private static func callback(
    _ program: ComparedProgram, _ each: @escaping @Sendable (ProgramContext, _ number: Int, Completion<String>) -> Void
  ) -> ComparedProgram {
    program.callback { context, completion in
      let count = LoopConfined(0, on: context.loop)
      return context.api.call("load", "a") { result in
        count.value += 1
        if count.value == 1 { completion(result) }
        each(context, count.value, completion)
      }
    }
  }

  private static func mechanisms(_ comparison: StyleComparison, _ aspect: Aspect) -> [Mechanism]? {
    comparison.differences.first { $0.aspect == aspect }?.mechanisms
  }

  @Test func `what is done again after the second answer has the rule, also in one of several pipelines`() {
    let program = Self.callback(ComparedProgram("again")) { context, _, _ in context.note("loaded") }
      .async { context in
        let reply = try await context.api.call("load", "a")
        context.note("loaded")
        return reply
      }
    for pipelines in [1, 2] {
      var plan = Self.plan
      plan.pipelines = pipelines
      // The second pipeline begins before the first one has its answers.
      plan.interval = .milliseconds(5)
      #expect(Self.mechanisms(program.compare(under: plan), .steps) == [.answeredTwice], "\(pipelines)")
    }
  }

  @Test func `what is done again before the second answer has no rule`() {
    let program = ComparedProgram("before")
      .callback { context, completion in
        context.note("loading")
        context.note("loading")
        return context.api.call("load", "a", completion: completion)
      }
      .async { context in
        context.note("loading")
        return try await context.api.call("load", "a")
      }
    #expect(Self.mechanisms(program.compare(under: Self.plan), .steps) == [])
  }

  @Test func `what is done for the first time after the second answer has no rule`() {
    let program = Self.callback(ComparedProgram("new")) { context, number, _ in
      if number == 2 { context.note("again") }
    }
    .async { context in try await context.api.call("load", "a") }
    #expect(Self.mechanisms(program.compare(under: Self.plan), .steps) == [])
  }

  @Test func `another result after the second answer has no rule`() {
    let program = Self.callback(ComparedProgram("result")) { _, number, completion in
      if number == 2 { completion(.success("b")) }
    }
    .async { context in try await context.api.call("load", "a") }
    #expect(Self.mechanisms(program.compare(under: Self.plan), .outcome) == [])
  }

  @Test func `what only another pipeline has done before has no rule`() {
    let program = Self.callback(ComparedProgram("pipelines")) { context, number, _ in
      context.note(number == 1 ? "pipeline \(context.api.pipeline)" : "pipeline 1")
    }
    .async { context in
      let reply = try await context.api.call("load", "a")
      context.note("pipeline \(context.api.pipeline)")
      return reply
    }
    var plan = Self.plan
    plan.pipelines = 2
    #expect(Self.mechanisms(program.compare(under: plan), .steps) == [])
  }

  @Test func `a version that does not call has no rule`() {
    let program = Self.callback(ComparedProgram("none")) { context, _, _ in context.note("loaded") }
      .async { context in
        try await context.loop.sleep(for: .milliseconds(10))
        context.note("loaded")
        return "a"
      }
    #expect(Self.mechanisms(program.compare(under: Self.plan), .steps) == [])
  }

  // MARK: Contracts

  /// What an async version does besides its call.
  enum Addition: String, CaseIterable, CustomTestStringConvertible {
    case leftover, escape, otherViolation

    var testDescription: String { rawValue }

    func run(on loop: any EventLoop) {
      switch self {
      case .leftover: loop.spawn("idler") { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } }
      case .escape: Task {}
      case .otherViolation: Semaphore(on: loop, permits: 1, "turns").release()
      }
    }
  }

  private static func contracts(
    _ addition: Addition?, under plan: Plan = plan, isGuarded: Bool = false
  ) -> [Mechanism]? {
    let program = ComparedProgram("contracts", capturing: .nothing)
    let original =
      isGuarded
      ? callback(program) { _, _, _ in }
      : program.callback { context, completion in context.api.call("load", "a", completion: completion) }
    let comparison = original.async { context in
      addition?.run(on: context.loop)
      return try await context.api.call("load", "a")
    }
    .compare(under: plan)
    return mechanisms(comparison, .leftovers)
  }

  @Test func `the contracts that a second answer breaks have the rule`() {
    #expect(Self.contracts(nil) == [.answeredTwice])
  }

  @Test(arguments: Addition.allCases)
  func `what else is left over, escapes or is broken beside a second answer has no rule`(addition: Addition) {
    #expect(Self.contracts(addition) == [])
  }

  @Test func `a contract that only one version breaks has no rule`() {
    #expect(Self.contracts(nil, isGuarded: true) == [])
  }

  @Test func `contracts that the versions break themselves have no rule`() {
    let comparison = ComparedProgram("own")
      .callback { context, completion in
        context.api.call("load", "a") { result in
          completion(result)
          completion(result)
        }
      }
      .async { context in
        try await awaitCompletion(on: context.loop, "load") { (completion: @escaping Completion<String>) in
          context.api.call("load", "a") { result in
            completion(result)
            completion(result)
          }
        }
      }
      .compare()
    #expect(comparison.runs.allSatisfy { $0.report.violations.count == 1 })
    #expect(Self.mechanisms(comparison, .leftovers) == [])
  }

  // MARK: Versions that are not started

  @Test func `a future that is at work without having been started has the rule`() {
    let comparison = ComparedProgram("built")
      .callback { context, completion in context.api.call("load", "a", completion: completion) }
      .future { context in context.api.call("load", "a") }
      .compare(under: Plan(start: .never))
    #expect(Self.mechanisms(comparison, .requests) == [.eagerFuture])
  }

  @Test func `two futures that do different things without having been started have no rule`() {
    let comparison = ComparedProgram("built")
      .future(variant: "one") { context in context.api.call("load", "a") }
      .future(variant: "two") { context in context.api.call("load", "b") }
      .compare(under: Plan(start: .never))
    #expect(Self.mechanisms(comparison, .requests) == [])
  }
}
