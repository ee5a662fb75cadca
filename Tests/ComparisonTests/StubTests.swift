// Stubs: typed answers in virtual time, to completions and to tasks, as the plan has it.

import Callbacks
import Comparison
import EventLoops
import Testing

@Suite("Stubs")
struct StubTests {
  private struct User: Sendable, Equatable {
    let name: String
  }

  private enum NetworkError: Error { case offline, timedOut }

  /// The profile server: it knows all but user 0.
  @Sendable private static func user(_ context: ProgramContext) -> Stub<Int, User> {
    context.stub("user", after: .milliseconds(20), failingWith: { _ in NetworkError.offline }) { id in
      if id == 0 { throw NetworkError.timedOut }
      return User(name: "user \(id)")
    }
  }

  private static func program(_ id: Int) -> ComparedProgram {
    ComparedProgram("profile")
      .callback { context, done in user(context)(id, completion: done) }
      .async { context in try await user(context)(id) }
  }

  /// The lines of both versions, which are to be the same.
  private static func lines(_ id: Int = 7, under plan: Plan = Plan()) -> [String] {
    let comparison = program(id).compare(under: plan)
    #expect(comparison.agrees, "\(comparison)")
    return comparison.runs[0].events.map(\.description)
  }

  @Test func `answers both faces after its latency with a typed value`() {
    #expect(
      Self.lines() == [
        #"0ms user sent "7""#, #"20ms user replied "User(name: \"user 7\")""#, #"20ms finished User(name: "user 7")"#,
      ])
  }

  @Test func `fails with its own error, or with the one that it has for a failure of the plan`() {
    #expect(Self.lines(0).suffix(2) == ["20ms user failed timedOut", "20ms finished failed timedOut"])
    let failing = Plan(calls: ["user": .fails(503)])
    #expect(Self.lines(under: failing).suffix(2) == ["20ms user failed offline", "20ms finished failed offline"])
  }

  @Test func `takes the latency of the plan where the plan has one`() {
    let slow = Plan(calls: ["user": .returns("", after: .milliseconds(70))])
    #expect(Self.lines(under: slow).last == #"70ms finished User(name: "user 7")"#)
    #expect(Self.lines(under: Plan(latency: .milliseconds(5))).last == #"20ms finished User(name: "user 7")"#)
  }

  @Test func `never answers, answers at once and answers twice as the plan has it`() {
    let silent = Self.program(7).compare(under: Plan(calls: ["user": .never]))
    #expect(silent.runs.allSatisfy { $0.outcomes == [nil] })
    var prompt = CallBehaviour.returns("")
    prompt.isSynchronous = true
    #expect(Self.lines(under: Plan(calls: ["user": prompt])).count == 3)
    let twice = Self.program(7).compare(under: Plan(calls: ["user": CallBehaviour.returns("").twice]))
    #expect(twice.runs.map { $0.report.violations.map(\.kind) } == [[.calledTwice], [.resumedTwice]])
  }

  @Test func `is cancelled through its handle, and with the task`() {
    let cancelled = Plan(cancellations: [Cancellation(at: .at(.milliseconds(5)))])
    #expect(
      Self.lines(under: cancelled) == [
        #"0ms user sent "7""#, "5ms cancel requested", "5ms user cancelled", "5ms finished cancelled",
      ])
  }

  @Test func `has several calls in flight, of which each is cancelled by its own handle`() {
    let program = ComparedProgram("two users").callback { context, done in
      let user = Self.user(context)
      let first = user(1) { _ in context.note("the first ended") }
      user(2) { done($0.map(\.name)) }
      context.after(.milliseconds(10)) { first.cancel() }
    }
    let run = program.compare().runs[0]
    #expect(
      run.events.map(\.description) == [
        #"0ms user sent "1""#, #"0ms user sent "2""#, "10ms user cancelled", "10ms the first ended",
        #"20ms user replied "User(name: \"user 2\")""#, #"20ms finished "user 2""#,
      ], "\(run)")
    #expect(run.report.isClean)
  }

  @Test func `counts equal requests, so that it can fail the first time`() {
    let program = ComparedProgram("twice").async { context in
      let page = context.stub("page") { (name: String, attempt: Int) in "\(name) \(attempt)" }
      return [try await page("a"), try await page("b"), try await page("a")]
    }
    #expect(program.compare().runs[0].outcomes == [.value(#"["a 1", "b 1", "a 2"]"#)])
  }

  @Test func `a handle is a closure, an object, or nothing`() {
    /// What cancels in a program that knows nothing of Braid.
    final class Token {
      private let handle: CancellationHandle
      init(_ handle: CancellationHandle) { self.handle = handle }
      func stop() { handle.cancel() }
    }
    let program = ComparedProgram("handles")
      .callback(variant: "closure") { context, done in
        Self.user(context)(7, completion: done).cancel
      }
      .callback(variant: "closure of an object") { context, done -> () -> Void in
        let token = Token(Self.user(context)(7, completion: done))
        return { token.stop() }
      }
      .callback(variant: "object") { context, done in
        Token(Self.user(context)(7, completion: done))
      } cancelling: {
        $0.stop()
      }
      .callback(variant: "optional") { context, done in
        Token?.some(Token(Self.user(context)(7, completion: done)))
      } cancelling: {
        $0?.stop()
      }
    let cancelled = Plan(cancellations: [Cancellation(at: .at(.milliseconds(5)))])
    let comparison = program.compare(under: cancelled)
    #expect(comparison.agrees, "\(comparison)")
    #expect(comparison.runs.allSatisfy { $0.outcomes == [.cancelled] })
    let deaf = ComparedProgram("none").callback { context, done in
      _ = Self.user(context)(7, completion: done)
    }
    #expect(deaf.compare(under: cancelled).runs[0].outcomes == [.value(#"User(name: "user 7")"#)])
  }

  @Test func `a completion with a value and an error is one with a result`() {
    @Sendable func legacy(_ context: ProgramContext, _ id: Int, completion: @escaping (User?, (any Error)?) -> Void) {
      Self.user(context)(id) { result in
        switch result {
        case .success(let user): completion(user, nil)
        case .failure(let error): completion(nil, error)
        }
      }
    }
    for id in [7, 0] {
      let comparison = Self.program(id)
        .callback(variant: "older") { legacy($0, id, completion: makeValueOrErrorCompletion($1)) }.compare()
      #expect(comparison.agrees, "\(comparison)")
    }
    let neither = ComparedProgram("neither").callback { (_, done: @escaping Completion<Int>) in
      makeValueOrErrorCompletion(done)(nil, nil)
    }
    #expect(neither.compare().runs[0].outcomes == [.failed("neither a value nor an error")])
  }

  // MARK: Feeds

  /// What a delegate counts, and a loop over a stream.
  private static func steps(failingWith failure: NetworkError? = nil) -> ComparedProgram {
    @Sendable func feed(_ context: ProgramContext) -> Feed<Int> {
      context.feed("steps", [3, 4, 5], every: .milliseconds(10), failingWith: failure)
    }
    return ComparedProgram("steps")
      .callback { context, done in
        var sum = 0
        return feed(context)() {
          sum += $0
        } completion: { end in
          done(end.map { sum })
        }
      }
      .async { context in try await feed(context).values().reduce(0, +) }
  }

  @Test func `a feed calls back repeatedly, and is a stream`() {
    let comparison = Self.steps().compare()
    #expect(comparison.agrees, "\(comparison)")
    #expect(
      comparison.runs[1].events.map(\.description) == [
        #"0ms steps sent """#, "10ms steps: 3", "20ms steps: 4", "30ms steps: 5", #"40ms steps replied "end""#,
        "40ms finished 12",
      ])
  }

  @Test func `a feed fails with its error or as the plan has it, and stops when it is cancelled`() {
    #expect(Self.steps(failingWith: .offline).compare().runs.allSatisfy { $0.outcomes == [.failed("offline")] })
    let failing = Self.steps().compare(under: Plan(calls: ["steps": .fails(503, after: .milliseconds(15))]))
    #expect(failing.agrees, "\(failing)")
    #expect(failing.runs.allSatisfy { $0.events.map(\.description).contains("10ms steps: 3") && $0.events.count == 4 })
    let cancelled = Self.steps().compare(under: Plan(cancellations: [Cancellation(at: .at(.milliseconds(25)))]))
    #expect(cancelled.runs.allSatisfy { $0.report.isClean && $0.report.instant == .milliseconds(25) }, "\(cancelled)")
    #expect(cancelled.runs[0].outcomes == [.cancelled])
  }

  // MARK: Outputs

  private struct Named: Sendable, Equatable, CustomStringConvertible {
    let id: Int
    let name: String
    var description: String { name }
  }

  private struct Unordered: Sendable, Equatable, CustomStringConvertible {
    let description: String
    static func == (left: Unordered, right: Unordered) -> Bool {
      left.description.sorted() == right.description.sorted()
    }
  }

  private static func agree<Output: Sendable>(_ first: Output, _ second: Output) -> Bool {
    ComparedProgram("outputs").async(variant: "1") { _ in first }.async(variant: "2") { _ in second }.compare().agrees
  }

  @Test func `are compared by equality where they have one, and by description otherwise`() {
    #expect(!Self.agree(Named(id: 1, name: "Ada"), Named(id: 2, name: "Ada")))
    #expect(Self.agree(Named(id: 1, name: "Ada"), Named(id: 1, name: "Ada")))
    #expect(Self.agree(Unordered(description: "ab"), Unordered(description: "ba")))
    #expect(Self.agree(Set(1...50), Set((1...50).reversed())))
    let pairs = (1...50).map { ("\($0)", $0) }
    #expect(Self.agree(Dictionary(uniqueKeysWithValues: pairs), Dictionary(uniqueKeysWithValues: pairs.reversed())))
    #expect(Self.agree(Double.nan, Double.nan))
    struct Opaque: Sendable { let size: Int }
    #expect(Self.agree(Opaque(size: 1), Opaque(size: 1)) && !Self.agree(Opaque(size: 1), Opaque(size: 2)))
  }

  @Test func `errors are compared likewise`() {
    struct Refusal: Error, Equatable, CustomStringConvertible {
      let code: Int
      var description: String { "refused" }
    }
    func agree(_ first: Int, _ second: Int) -> Bool {
      ComparedProgram("errors").async(variant: "1") { _ -> Int in throw Refusal(code: first) }
        .async(variant: "2") { _ -> Int in throw Refusal(code: second) }.compare().agrees
    }
    #expect(agree(1, 1) && !agree(1, 2))
  }

  @Test func `the text of a set does not depend on the order of its elements`() {
    let run = ComparedProgram("set").async { _ in Set(["c", "a", "b"]) }.compare().runs[0]
    #expect(run.outcomes == [.value(#"["a", "b", "c"]"#)])
  }
}
