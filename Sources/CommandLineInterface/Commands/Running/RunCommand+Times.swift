// `braid run --times`: the same scenario again and again, on all processors, and each run compared with the first.

import Exploration
import Foundation
import Synchronization
import Workbench

extension RunCommand {
  /// Runs a scenario the given number of times, and reports the first run whose hashes differ from the given ones.
  ///
  /// Each processor takes every n-th run: ten thousand runs of the largest scenario take minutes, half of that on two.
  ///
  /// - Returns: Whether no run differed, and how many were made, of which the first gave the hashes: fewer than `times` if
  ///   the user interrupted them.
  static func isSame(
    _ lines: [String], again times: Int, _ scenario: Scenario, for invocation: Invocation, _ progress: ProgressLine?,
    until isInterrupted: @escaping @Sendable () -> Bool
  ) -> (isSame: Bool, runs: Int) {
    let (styles, seed) = (invocation.styles, invocation.line.number(of: .seed))
    let processors = processorCount
    let (begun, made) = (RunCounter(), RunCounter())
    let searches = OrderedWork(Array(1...processors), isAside: true) { first -> Change? in
      for number in stride(from: first, to: times, by: processors) {
        if isInterrupted() { return nil }
        begun.add()
        let again = TraceHash.lines(of: ScenarioRunner.run(scenario, styles: styles, seed: seed))
        made.add()
        guard let change = zip(lines, again).first(where: { $0 != $1 }) else { continue }
        return Change(number: number + 1, expected: change.0, found: change.1)
      }
      return nil
    }
    var first: Change?
    func showProgress() { progress?.show("\(scenario.name.visible)  run \(begun.value) of \(times)") }
    searches.forEach(waiting: showProgress) { change in
      guard let change, change.number < first?.number ?? .max else { return }
      first = change
    }
    progress?.end()
    guard let first else { return (true, made.value) }
    invocation.output.writeLine(
      "not the same: the first run was \(first.expected), run \(first.number) \(first.found)")
    return (false, made.value)
  }

  /// Says which runs were made before the user interrupted them, and which were not.
  static func reportInterruption(
    of scenario: Scenario, after runs: Int, of times: Int, without left: Int, for invocation: Invocation
  ) {
    let further = left == 0 ? "" : ", and none of \(counted(left, "further scenario"))"
    invocation.console.errors.writeLine(
      "interrupted: \(runs) of \(times) runs of \(scenario.name.visible) were made\(further)")
  }

  /// A run that was not as the first one.
  private struct Change {
    let number: Int
    let expected: String
    let found: String
  }
}

/// How many runs several threads have begun together.
private final class RunCounter: Sendable {
  private let count = Atomic(1)

  var value: Int { count.load(ordering: .relaxed) }

  func add() { count.add(1, ordering: .relaxed) }
}
