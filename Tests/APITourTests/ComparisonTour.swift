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

  /// A loader with a completion handler, as a package without Braid has it.
  private final class LegacyLoader {
    private let fetch: (Int, @escaping (Result<String, any Error>) -> Void) -> () -> Void

    init(fetch: @escaping (Int, @escaping (Result<String, any Error>) -> Void) -> () -> Void) { self.fetch = fetch }

    func load(_ id: Int, completion: @escaping (Int?, (any Error)?) -> Void) -> () -> Void {
      fetch(id) { result in
        switch result {
        case .success(let name): completion(name.count, nil)
        case .failure(let error): completion(nil, error)
        }
      }
    }
  }

  @Test func `two functions with types of their own are compared over one stub`() {
    let program = ComparedProgram("name")
      .callback { context, done in
        let name = context.stub("name", after: .milliseconds(10)) { (id: Int) in "user \(id)" }
        return LegacyLoader { name($0, completion: $1).cancel }.load(7, completion: makeValueOrErrorCompletion(done))
      } cancelling: {
        $0()
      }
      .async { context in
        let name = context.stub("name", after: .milliseconds(10)) { (id: Int) in "user \(id)" }
        return try await name(7).count
      }
    let comparison = program.compare()
    #expect(comparison.agrees, "\(comparison)")
    #expect(comparison.runs[0].outcomes == [.value("6")])
  }

  /// A profile that its owner changes, so it is not Sendable.
  private final class Profile {
    var name: String
    var visits = 0
    init(_ name: String) { self.name = name }
  }

  private static func visited(_ visits: Int) -> sending Profile {
    let profile = Profile("user 7")
    profile.visits += visits
    return profile
  }

  @Test func `an object that is not Sendable is an output, in each style`() {
    func program(visits: Int) -> ComparedProgram {
      ComparedProgram("profile")
        .callback { context, done in context.after(.milliseconds(10)) { done(.success(Self.visited(1))) } }
        .future { context in
          let promise = Promise<LoopConfined<Profile>>(on: context.loop, "profile")
          context.after(.milliseconds(10)) { promise.succeed(LoopConfined(Self.visited(1), on: context.loop)) }
          return promise.future
        }
        .async { context in
          try await context.loop.sleep(for: .milliseconds(10))
          return Self.visited(visits)
        }
    }
    #expect(program(visits: 1).compare().agrees, "\(program(visits: 1).compare())")
    let difference = program(visits: 2).compare().unexplained.first?.sentence ?? ""
    #expect(difference.contains("visits: 1") && difference.contains("visits: 2"), "\(difference)")
  }

  @Test func `a timer and a repeated callback are injected`() {
    let program = ComparedProgram("ticks")
      .callback { context, done in
        var last = 0
        let ticks = context.feed("ticks", [1, 2], every: .seconds(1))
        ticks {
          last = $0
        } completion: { end in
          context.after(.seconds(1)) { done(end.map { last }) }
        }
      }
      .async { context in
        var last = 0
        for try await tick in context.feed("ticks", [1, 2], every: .seconds(1)).values() { last = tick }
        try await context.loop.sleep(for: .seconds(1))
        return last
      }
    let comparison = program.compare()
    #expect(comparison.agrees, "\(comparison)")
    #expect(comparison.runs[0].report.instant == .seconds(4))
  }

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
