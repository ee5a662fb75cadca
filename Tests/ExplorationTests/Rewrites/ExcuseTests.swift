// Differences that have no reason in the traces, and so no rule.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("A difference without a reason")
struct ExcuseTests {
  static let other = ComparedProgram("v")
    .callback { context, completion in
      context.loop.post { completion(.success("A")) }
      return Uncancellable()
    }
    .async { _ in "B" }

  @Test(arguments: [Cancellation.Moment.at(.milliseconds(1_000)), .afterFinish, .at(.zero), .onReply(call: "none")])
  func `has no rule because the plan has a cancellation`(_ moment: Cancellation.Moment) {
    let comparison = Self.other.compare(under: Plan(cancellations: [Cancellation(at: moment)]))
    #expect(!comparison.agrees)
    #expect(comparison.differences.allSatisfy { $0.rule == nil }, "\(comparison)")
    #expect(!comparison.unexplained.isEmpty)
  }

  @Test(arguments: [Duration.milliseconds(1), .seconds(1)])
  func `has no rule because the plan has a time limit`(_ limit: Duration) {
    let comparison = Self.other.compare(under: Plan(timeout: limit))
    #expect(comparison.differences.allSatisfy { $0.rule == nil }, "\(comparison)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `has no rule because the schedule is shuffled`(_ seed: UInt64) {
    let comparison = Self.other.compare(under: Plan(seed: seed))
    #expect(comparison.differences.allSatisfy { $0.rule == nil }, "\(comparison)")
  }

  /// A version that never ends while the others do: at any instant, with and without a cancellation.
  @Test(arguments: [nil, 5, 10, 15, 40])
  func `has no rule where one version hangs`(_ milliseconds: Int?) {
    let program = ComparedProgram("hang")
      .callback { context, completion in context.api.call("load", "a", completion: completion) }
      .async { context in
        _ = try? await context.api.call("load", "a")
        return try await suspend(on: context.loop, "never") { (_: Suspension<String>) in }
      }
    var plan = Plan(calls: ["load": .takes(10, .returns("a"))])
    if let milliseconds { plan.cancellations = [Cancellation(at: .at(.milliseconds(Int64(milliseconds))))] }
    let comparison = program.compare(under: plan)
    #expect(comparison.unexplained.contains { $0.aspect == .outcome }, "\(comparison)")
    #expect(comparison.unexplained.contains { $0.aspect == .leftovers }, "\(comparison)")
  }

  /// What a version does without having been started is a future's; what it does after that, without a result, is not.
  @Test func `has no rule where no version has a result and one does more than the others`() {
    let program = ComparedProgram("endless")
      .callback { (_, _: @escaping Completion<String>) in Uncancellable() }
      .future { context in
        context.note("at work")
        return context.api.call("load", "a")
      }
    let comparison = program.compare(under: Plan(calls: ["load": CallBehaviour(answer: .never)]))
    #expect(comparison.differences.allSatisfy { $0.rule == nil }, "\(comparison)")
  }

  @Test func `has no rule where a version calls its completion twice and the API answers once`() {
    let program = ComparedProgram("twice")
      .callback { context, completion in
        context.api.call("load", "a") {
          completion($0)
          completion($0)
        }
      }
      .async { context in try await context.api.call("load", "a") }
    let comparison = program.compare()
    #expect(comparison.unexplained.map(\.aspect) == [.outcome, .leftovers], "\(comparison)")
  }

  @Test func `has no rule where the loop is blocked and a call is late for another reason`() {
    let program = ComparedProgram("blocked")
      .callback { context, completion in
        context.loop.block(for: .milliseconds(10))
        return context.api.call("load", "a", completion: completion)
      }
      .async { context in
        let reply = try await context.api.call("load", "a")
        context.loop.block(for: .milliseconds(10))
        try await context.loop.sleep(for: .milliseconds(3))
        return reply
      }
    let comparison = program.compare(under: Plan(calls: ["load": .takes(30, .returns("a"))]))
    #expect(comparison.unexplained.map(\.aspect).contains(.outcome), "\(comparison)")
  }

  @Test func `is reported for events that all versions share in another order, beside events that they do not share`() {
    let program = ComparedProgram("order")
      .callback { context, completion in
        context.note("first")
        context.note("second")
        return context.api.call("load", "a", completion: completion)
      }
      .async { context in
        context.note("second")
        context.note("first")
        context.note("third")
        return try await context.api.call("load", "a")
      }
    let comparison = program.compare()
    #expect(comparison.unexplained.map(\.aspect) == [.steps, .order], "\(comparison)")
  }
}
