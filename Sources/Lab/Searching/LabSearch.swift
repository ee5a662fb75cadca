// One search in the background: its progress, its result, and its end by the page or by the clock.

import Comparison
import Dispatch
import Exploration
import Foundation
import Synchronization
import Workbench

/// A search on a thread of its own.
final class LabSearch: Sendable {
  /// Its number, counted from 1.
  let number: Int
  private let kind: LabQuestion.SearchKind
  private let deadline: ContinuousClock.Instant
  private let isStopped = Atomic(false)
  private let state = Mutex(State())
  private let thread = DispatchGroup()

  private struct State {
    var latest: ScheduleExploration.Progress?
    /// The runs of each exploration so far.
    var runs: [Part: Int] = [:]
    var total = 0
    var failures: [Part: Int] = [:]
    var isReducing = false
    /// The result as JSON; nil as long as the search is under way.
    var result: [UInt8]?
  }

  private struct Part: Hashable {
    let subject: String
    let number: Int?
  }

  init(number: Int, kind: LabQuestion.SearchKind, time: Duration) {
    self.number = number
    self.kind = kind
    deadline = ContinuousClock.now.advanced(by: time)
  }

  /// Begins to search a scenario.
  func begin(_ scenario: Scenario, _ effort: Effort, limits: LabLimits) {
    self.thread.enter()
    let thread = Thread { [self] in
      defer { self.thread.leave() }
      let result =
        kind == .orders
        ? OrdersResult(scenario, effort, search: self, limits).bytes
        : SweepResult(scenario, kind == .cancel ? .cancel : .fault, search: self, limits).bytes
      state.withLock { $0.result = result }
    }
    // Callbacks that answer at once call each other deeply.
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends the search; its result is what was found by then.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Whether the search is to end.
  var isInterrupted: Bool { isStopped.load(ordering: .relaxed) || ContinuousClock.now >= deadline }

  /// Waits until the search has ended.
  func wait() { thread.wait() }

  /// Takes a further state of an exploration.
  func note(_ progress: ScheduleExploration.Progress) {
    state.withLock { state in
      let part = Part(subject: progress.subject, number: progress.part?.number)
      state.total += progress.runs - (state.runs.updateValue(progress.runs, forKey: part) ?? 0)
      state.failures[part] = progress.failures
      state.latest = progress
    }
  }

  /// Notes that all is searched, and the failures are reduced to what they depend on.
  func noteReducing() { state.withLock { $0.isReducing = true } }

  /// The answer to the question how far the search is.
  var bytes: [UInt8] {
    let (state, isStopped) = (state.withLock { $0 }, isStopped.load(ordering: .relaxed))
    return LabAnswer.made("progress") { json in
      json.member("search", number)
      json.member("kind", kind.rawValue)
      json.member("done", state.result != nil)
      json.member("stopped", isStopped)
      json.member("reducing", state.isReducing)
      json.member("runs", state.total)
      json.member("failures", state.failures.values.reduce(0, +))
      if let latest = state.latest {
        json.member("subject", latest.subject)
        json.member("phase", latest.phase)
        json.member("estimate", latest.estimate)
        json.member("part", latest.part?.number)
        json.member("parts", latest.part?.count)
      }
      if let result = state.result {
        json.key("result")
        json.value(written: result)
      }
    }
  }
}
