// The searches of a lab: one at a time, a new one ends the one before.

import Comparison
import Exploration
import Synchronization
import Workbench

/// The search that is under way, or was last.
final class LabSearches: Sendable {
  private let current = Mutex<LabSearch?>(nil)
  private let limits: LabLimits

  init(limits: LabLimits) { self.limits = limits }

  /// Begins a search of a scenario.
  func begin(_ scenario: Scenario, _ kind: LabQuestion.SearchKind, _ effort: LabQuestion.EffortName) -> [UInt8] {
    let search = current.withLock { current in
      current?.stop()
      let search = LabSearch(number: (current?.number ?? 0) + 1, kind: kind, time: limits.searchTime)
      current = search
      return search
    }
    let chosen: Effort =
      switch effort {
      case .quick: .quick
      case .thorough: .thorough
      case .exhaustive: .exhaustive
      }
    search.begin(scenario, chosen, limits: limits)
    return LabAnswer.made("search") { $0.member("search", search.number) }
  }

  /// The answer to the question how far a search is.
  ///
  /// - Throws: `LabRefusal` if it is not the last one.
  func progress(of number: Int?) throws(LabRefusal) -> [UInt8] { try search(number).bytes }

  /// Ends a search.
  ///
  /// - Throws: `LabRefusal` if it is not the last one.
  func stop(_ number: Int?) throws(LabRefusal) -> [UInt8] {
    let search = try search(number)
    search.stop()
    return search.bytes
  }

  /// Ends whatever is under way.
  func stopAll() { current.withLock { $0?.stop() } }

  /// Waits until the last search has ended.
  func wait() { current.withLock { $0 }?.wait() }

  /// The search of a number.
  ///
  /// - Throws: `LabRefusal` if it is not the last one.
  func search(_ number: Int?) throws(LabRefusal) -> LabSearch {
    guard let search = current.withLock({ $0 }), search.number == number else {
      throw LabRefusal("there is no such search: a later one has taken its place")
    }
    return search
  }
}
