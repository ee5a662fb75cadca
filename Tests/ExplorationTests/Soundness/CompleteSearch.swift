// A search of a small program to its end, with nothing that helps it out.

import EventLoops

@testable import Exploration

/// What a search without bound, without seeded runs and without audit comes to.
struct CompleteSearch {
  let exploration: ScheduleExploration

  /// Searches a program.
  ///
  /// - Parameter start: Posts the first events, and returns what reads the outcome.
  init(_ start: @escaping @Sendable (VirtualEventLoop) -> @Sendable () -> String) {
    let subject = Subject("program", sharing: .notedState) { loop in
      let outcome = start(loop)
      return { _ in Verdict(outcome()) }
    }
    exploration = ScheduleExploration(of: subject, Effort(runs: 200_000, reversals: nil, seededRuns: 0, auditRuns: 0))
  }

  var outcomes: [String] { exploration.outcomes.outcomes }
  /// How many runs the search took, those aside by which an exploration begins.
  var runs: Int { exploration.phases.filter { $0.kind == .search }.map(\.runs).reduce(0, +) }
  var classes: Int { exploration.classes }
  var isComplete: Bool { exploration.isComplete }
}

/// A line of words that events append to, whose order the outcome shows.
struct SharedLog: Sendable {
  private let words: LoopConfined<[String]>

  init(on loop: any EventLoop) { words = LoopConfined([], on: loop) }

  func add(_ word: String) { words.withValue { $0.append(word) } }

  /// Adds a word without an access that the search sees: for what no other event depends on.
  func addUnobserved(_ word: String) { words.withValueUnobserved { $0.append(word) } }

  var text: String { words.withValueUnobserved { $0.joined(separator: " ") } }
}
