// A user's program, compared in a user's test target.

import Comparison
import EventLoops
import Testing

@Suite("A program of one's own")
struct OwnProgramTests {
  // region own-plan
  /// Reserving takes 20 ms, charging 50 ms, and no call fails.
  static let plan = Plan(calls: [
    "reserve": CallBehaviour(latency: .milliseconds(20) ... .milliseconds(20), answer: .returns("reservation 7")),
    "charge": CallBehaviour(latency: .milliseconds(50) ... .milliseconds(50), answer: .returns("receipt 11")),
    "release": CallBehaviour(latency: .milliseconds(5) ... .milliseconds(5), answer: .returns("released")),
  ])
  // endregion

  static func declined() -> Plan {
    var plan = plan
    plan.calls["charge"]?.answer = .fails(APIError(status: 402, reason: "Payment Required"))
    return plan
  }

  // region own-program
  static let checkout = ComparedProgram("checkout")
    .callback(legacyCheckout)
    .async(modernCheckout)

  @Test func `the rewrite does what the original did`() {
    let comparison = Self.checkout.compare(under: Self.plan)
    #expect(comparison.agrees, "\(comparison)")
  }
  // endregion

  @Test func `the rewrite fails as the original did, goods given back`() {
    let comparison = Self.checkout.compare(under: Self.declined())
    #expect(comparison.agrees, "\(comparison)")
    #expect(comparison.runs.allSatisfy { $0.outcomes == [.failed(#"402 "Payment Required""#)] })
    #expect(comparison.runs.allSatisfy { $0.events.contains { $0.kind.call == "release" } })
  }

  /// The rewrite's bug: the API refuses a call of a cancelled task, so the goods are never given back.
  @Test func `a cancellation in the middle shows what the rewrite lost`() throws {
    var plan = Self.plan
    plan.cancellations = [Cancellation(at: .at(.milliseconds(40)))]
    let comparison = Self.checkout.compare(under: plan)
    #expect(!comparison.agrees)
    let difference = try #require(comparison.differences.first { $0.aspect == .requests })
    #expect(difference.groups.map(\.versions) == [["callback"], ["async"]])
    #expect(difference.groups.first?.line?.text == #"release sent "reservation 7""#)
    #expect(difference.groups.last?.line == nil)
  }

  @Test func `a program that does not agree says where its versions first part`() {
    let program = ComparedProgram("greeting")
      .callback { context, completion in
        context.api.call("hello", "world") {
          completion(.success($0))
        } failure: {
          completion(.failure($0))
        }
      }
      .async { context in
        try await context.loop.sleep(for: .milliseconds(1))
        return try await context.api.call("hello", "world")
      }
    let comparison = program.compare()
    #expect(!comparison.agrees)
    #expect(
      comparison.description.hasPrefix(
        #"requests and replies — callback: hello sent "world" at 0ms; async: hello sent "world" at 1ms"#),
      "\(comparison)")
  }
}
