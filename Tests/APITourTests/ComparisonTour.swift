// A tour of comparisons: naming versions, plans with fixed times, what a failed expectation shows.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

@Suite("API tour: comparisons")
struct ComparisonTour {
  @Sendable private static func legacy(
    _ context: ProgramContext, _ completion: @escaping Completion<String>
  ) -> any Cancellable {
    context.api.call("user", "7", completion: completion)
  }

  @Sendable private static func chained(_ context: ProgramContext) -> Future<String> { context.api.call("user", "7") }

  @Sendable private static func modern(_ context: ProgramContext) async throws -> String {
    try await context.api.call("user", "7")
  }

  private static let profile = ComparedProgram("profile").callback(legacy).future(chained).async(modern)

  @Test func `versions need a name only where there are several of a style`() {
    let program = ComparedProgram("profile")
      .callback(Self.legacy)
      .async(variant: "wrapped") { context in
        try await awaitCompletion(on: context.loop, "profile") { Self.legacy(context, $0) }
      }
      .async(variant: "rewritten", Self.modern)
    #expect(program.versions.map(\.label) == ["callback", "async (wrapped)", "async (rewritten)"])
    #expect(program.compare().agrees)
  }

  @Test func `a call answers after a fixed time`() {
    let plan = Plan(calls: ["user": .returns("Ada", after: .milliseconds(10))])
    for run in Self.profile.compare(under: plan).runs {
      #expect(run.outcomes == [.value(#""Ada""#)])
      #expect(run.report.instant == .milliseconds(10))
    }
  }

  @Test func `calls fail, never answer, or answer twice`() {
    func outcome(_ behaviour: CallBehaviour) -> String {
      Self.profile.compare(under: Plan(calls: ["user": behaviour]), styles: [.async]).runs[0].outcomes[0]
        .map { "\($0)" } ?? "none"
    }
    #expect(outcome(.fails(503, "Busy", after: .seconds(1))) == #"failed 503 "Busy""#)
    #expect(outcome(.fails(APIError(status: 404, reason: "Gone"))) == #"failed 404 "Gone""#)
    #expect(outcome(.never) == "none")
    #expect(outcome(.returns("Ada", after: .seconds(1)).twice) == #""Ada""#)
  }

  @Test func `one latency is enough for all calls`() {
    let run = Self.profile.compare(under: Plan(latency: .milliseconds(20)), styles: [.future]).runs[0]
    #expect(run.report.instant == .milliseconds(20))
  }

  @Test func `the name of a call is made at run time`() {
    let names = ["user", "friends"]
    let program = ComparedProgram("several").async { context in
      for name in names { _ = try await context.api.call(CallName(name), "7") }
    }
    #expect(program.compare().runs[0].events.compactMap(\.kind.call).count == 4)
  }

  @Test func `a failed expectation shows what happened, and not the structure of the values`() {
    let wrong = Self.profile.async(variant: "wrong") { _ in "Bob" }
    let comparison = wrong.compare()
    #expect("\(comparison)".contains("async (wrong)"))
    #expect(
      "\(comparison.runs[0])" == """
        callback:
          0ms user sent "7"
          0ms user replied "7"
          0ms finished "7"
        """)
    #expect("\(wrong)" == "profile: callback, future, async, async (wrong)")
    #expect("\(CallBehaviour.returns("Ada", after: .milliseconds(10)).twice)" == #"returns "Ada" after 10ms, twice"#)
    #expect("\(Cancellation(at: .onReply(call: "user")))" == "cancel on reply user")
  }
}
