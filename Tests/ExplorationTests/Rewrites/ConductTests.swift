// What counts as the same conduct towards the API, and what does not.

import Callbacks
import EventLoops
import Exploration
import Testing

@testable import Comparison

@Suite("The conduct of versions towards the API")
struct ConductTests {
  private static let plan = Plan(
    calls: ["a": .takes(10, .returns("1")), "b": .takes(10, .returns("2")), "c": .takes(5, .returns("3"))])

  private typealias Body = @Sendable (ProgramContext) async throws -> String

  /// What the conducts of two versions differ in, each of one run.
  private static func differences(
    under plan: Plan = plan, pipelines: Int = 1, _ first: @escaping Body, _ second: @escaping Body
  ) -> [String] {
    var plan = plan
    plan.pipelines = pipelines
    let conducts = [first, second].map { body in
      let program = ComparedProgram("conduct").async(body)
      var conduct = Conduct()
      conduct.add(program.run(program.versions[0], under: plan))
      return conduct
    }
    return conducts[0].differences(from: conducts[1], names: ("one", "two"))
  }

  private static func cancelled(at milliseconds: Int64) -> Plan {
    var plan = plan
    plan.cancellations = [Cancellation(at: .at(.milliseconds(milliseconds)))]
    return plan
  }

  @Test func `a request that is sent more often is a difference, and how often it is in several runs is not`() {
    let once: Body = { try await $0.api.call("a", "x") }
    let twice: Body = {
      _ = try await $0.api.call("a", "x")
      return try await $0.api.call("a", "x")
    }
    #expect(Self.differences(once, twice) == [#"one sends a "x" up to once, two up to 2 times"#])
    let program = ComparedProgram("conduct").async(once)
    let run = program.run(program.versions[0], under: Self.plan)
    var (single, double) = (Conduct(), Conduct())
    single.add(run)
    double.add(run)
    double.add(run)
    #expect(single == double)
  }

  @Test func `a call that is refused counts as one that is sent`() {
    // At 10ms the first version has sent the second call, and the other one looks for the cancellation before it does.
    let sends: Body = { context in
      let reply = try await context.api.call("a", "x")
      return try await awaitCompletion(on: context.loop, "b") { context.api.call("b", reply, completion: $0) }
    }
    let looks: Body = { context in
      let reply = try await context.api.call("a", "x")
      return try await context.api.call("b", reply)
    }
    let differences = Self.differences(under: Self.cancelled(at: 10), sends, looks)
    #expect(differences == [], "\(differences)")
  }

  @Test func `more calls at once are a difference, within an instant they are not`() {
    let inTurn: Body = { context in
      _ = try await context.api.call("a", "x")
      return try await context.api.call("b", "x")
    }
    let atOnce: Body = { context in
      async let a = context.api.call("a", "x")
      async let b = context.api.call("b", "x")
      return try await a + b
    }
    #expect(
      Self.differences(inTurn, atOnce) == ["one has up to 1 calls under way at once, two up to 2"])
    // In one version the second call begins before the first one's reply is there, at one instant.
    let overlaps: Body = { context in
      async let a = context.api.call("a", "x")
      try await context.loop.sleep(for: .milliseconds(10))
      async let b = context.api.call("b", "x")
      return try await a + b
    }
    #expect(Self.differences(inTurn, overlaps) == [])
  }

  @Test func `a cancelled call is no longer in flight`() {
    let calledOff: Body = { context in
      let task = context.loop.spawn { _ = try? await context.api.call("a", "x") }
      context.loop.schedule(after: .milliseconds(3)) { task.cancel() }
      try await context.loop.sleep(for: .milliseconds(6))
      return try await context.api.call("b", "x")
    }
    let inTurn: Body = { context in
      _ = try await context.api.call("a", "x")
      return try await context.api.call("b", "x")
    }
    #expect(Self.differences(calledOff, inTurn) == [])
  }

  @Test func `a call that is made again after a cancellation has called it off is a difference`() {
    let again: Body = { context in
      do { return try await context.api.call("a", "x") } catch {
        // As a loop of tries does that does not look at its error.
        return try await context.loop.spawn { try await context.api.call("a", "x") }.value
      }
    }
    let once: Body = { context in try await context.api.call("a", "x") }
    let differences = Self.differences(under: Self.cancelled(at: 5), again, once)
    #expect(differences.contains("one makes a again after a cancellation has called it off, two does not"))
  }

  @Test func `a call after one that was cancelled for another reason, or by another pipeline, is no second try`() {
    // A limit of the program's own calls the first try off, before the plan's cancellation.
    let limited: Body = { context in
      _ = try? await withTimeout(after: .milliseconds(2), on: context.loop) { try await context.api.call("a", "x") }
      _ = try? await context.api.call("a", "x")
      return try await context.api.call("c", "x")
    }
    #expect(!Self.differences(under: Self.cancelled(at: 14), limited) { _ in "" }.contains { $0.contains("again") })
    // One pipeline is cancelled while its call is under way; the other one sends the same call later.
    let later: Body = { context in
      if context.api.pipeline == 1 { return try await context.api.call("a", "x") }
      try await context.loop.sleep(for: .milliseconds(7))
      return try await context.api.call("a", "x")
    }
    let found = Self.differences(under: Self.cancelled(at: 5), pipelines: 2, later) { _ in "" }
    #expect(!found.contains { $0.contains("again") }, "\(found)")
  }

  @Test func `cancelling a call and sending another one in one event is no second try`() {
    let replaced: Body = { context in
      try await awaitCompletion(on: context.loop, "a") { (completion: @escaping Completion<String>) in
        let scope = CancellationScope(on: context.loop)
        scope.add(context.api.call("a", "x", completion: completion))
        return Replacing(scope: scope) { _ = context.api.call("a", "y") { (_: Result<String, any Error>) in } }
      }
    }
    let found = Self.differences(under: Self.cancelled(at: 5), replaced) { _ in "" }
    #expect(!found.contains { $0.contains("again") }, "\(found)")
  }

  private struct Replacing: Cancellable {
    let scope: CancellationScope
    let replace: @Sendable () -> Void

    func cancel() {
      scope.cancel()
      replace()
    }
  }
}
