// What the exercises share: whose code a test runs, what it sees of it, and when a failure is the right thing.

import Comparison
import EventLoops
import Foundation
import Testing

/// Whose code a test of an exercise runs.
enum Attempt: CaseIterable, CustomTestStringConvertible {
  case yours, solution

  var testDescription: String { self == .yours ? "yours" : "the solution" }

  /// Runs the checks of an exercise.
  ///
  /// An exercise that is not started has to fail with a message: an exercise that passes as it is teaches nothing.
  func check(_ isBegun: Bool, failingFirst told: String, _ body: () throws -> Void) rethrows {
    if self == .yours { Self.expectGuide(tells: told) }
    guard self == .yours, !isBegun else { return try body() }
    try withKnownIssue("set 'isBegun' to true, and make it right") {
      try body()
    } matching: { issue in
      issue.comments.contains { $0.rawValue == told }
    }
  }

  private static func expectGuide(tells told: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for chapter in ["notes/exercises.md", "notes/ko/exercises.md"] {
      let text = try? String(contentsOf: root.appending(path: chapter), encoding: .utf8)
      #expect(text?.contains("`\(told)`") == true, "\(chapter) does not say what the exercise says first: \(told)")
    }
  }
}

/// A loop, an API on it, and what was said and asked meanwhile.
struct Scene {
  let loop = VirtualEventLoop()
  let api: SimulatedAPI
  private let journal: Journal
  private let words: LoopConfined<[String]>

  /// A scene in which each call has the given behaviour.
  init(_ calls: [String: CallBehaviour]) {
    journal = Journal(on: loop)
    api = ProgramContext(on: loop, plan: Plan(request: "me", calls: calls), journal: journal).api
    words = LoopConfined([], on: loop)
  }

  /// Notes what is said, with the instant.
  @Sendable func say(_ what: some Any) { words.withValue { $0.append("\(loop.now) \(what)") } }

  /// All that was said.
  var said: [String] { words.value }

  /// What was sent, answered and cancelled, with the instants.
  var calls: [String] { journal.events.filter { $0.kind.call != nil }.map(\.description) }

  /// Runs the loop, and expects that nothing is left over, unless another end is expected.
  func run(at site: SourceLocation = #_sourceLocation) {
    let report = loop.run()
    #expect(report.isClean, "the run leaves something over: \(report)", sourceLocation: site)
  }
}

extension CallBehaviour {
  /// A call that replies after the given number of milliseconds.
  static func taking(_ milliseconds: Int, _ reply: String) -> CallBehaviour {
    CallBehaviour(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: .returns(reply))
  }

  /// A call that fails after the given number of milliseconds.
  static func failing(after milliseconds: Int) -> CallBehaviour {
    CallBehaviour(
      latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds),
      answer: .fails(APIError(status: 503, reason: "busy")))
  }
}

/// Compares what was found with what was expected, and tells both in a sentence.
///
/// - Throws: If they differ: the first difference is the one to look at.
func expect<Value: Equatable>(
  _ what: String, _ found: Value, is expected: Value, at site: SourceLocation = #_sourceLocation
) throws {
  try #require(found == expected, "\(what): expected \(expected), found \(found)", sourceLocation: site)
}
