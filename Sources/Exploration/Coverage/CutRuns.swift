// Runs that a limit stopped before the program came to its end.

import EventLoops

/// How many runs of an exploration were cut, by which limit.
package struct CutRuns: Sendable, Hashable {
  /// How many runs the limit on events stopped.
  package private(set) var bySteps = 0
  /// How many runs the limit on time stopped.
  package private(set) var byTime = 0
  /// How many runs the limit on text stopped.
  package private(set) var byText = 0

  init() {}

  /// How many runs were cut.
  package var count: Int { bySteps + byTime + byText }

  mutating func add(_ ending: Report.Ending) {
    switch ending {
    case .stepLimit: bySteps += 1
    case .timeLimit: byTime += 1
    case .textLimit: byText += 1
    default: break
    }
  }

  /// What was cut, one sentence for each limit; empty if nothing was.
  func problems(of runs: Int, _ limits: VirtualEventLoop.Limits) -> [String] {
    parts(limits).map { count, place, _ in
      let subject =
        count == runs ? "all runs were" : count == 1 ? "1 of \(runs) runs was" : "\(count) of \(runs) runs were"
      return "\(subject) stopped \(place), the limit; what comes later was not explored"
    }
  }

  /// The same in a few words.
  func words(of runs: Int, _ limits: VirtualEventLoop.Limits) -> [String] {
    parts(limits).map { count, _, limit in
      let subject = count == runs ? "all runs were" : count == 1 ? "1 run was" : "\(count) runs were"
      return "\(subject) cut by the limit of \(limit)"
    }
  }

  private func parts(_ limits: VirtualEventLoop.Limits) -> [(count: Int, place: String, limit: String)] {
    [
      (bySteps, "after \(limits.steps) events", "\(limits.steps) events"),
      (byTime, "at \(limits.instant)", "\(limits.instant)"),
      (byText, "after \(limits.text) bytes of text", "\(limits.text) bytes of text"),
    ].filter { $0.0 > 0 }
  }
}
