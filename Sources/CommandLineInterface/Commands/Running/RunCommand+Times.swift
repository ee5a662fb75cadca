// `braid run --times`: the same scenario again and again, on all processors, and each run compared with the first.

import Exploration
import Foundation
import Synchronization
import Workbench

extension RunCommand {
  /// Runs a scenario the given number of times, and reports the first run whose hashes differ from the given ones.
  ///
  /// Each processor takes every n-th run: ten thousand runs of the largest scenario take minutes, half of that on two.
  static func isSame(
    _ lines: [String], again times: Int, _ scenario: Scenario, for invocation: Invocation, _ progress: ProgressLine?
  ) -> Bool {
    let (styles, seed) = (invocation.styles, invocation.line.number(of: .seed))
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let count = RunCounter()
    let searches = OrderedWork(Array(1...processors), isAside: true) { first -> Change? in
      for number in stride(from: first, to: times, by: processors) {
        count.add()
        let again = TraceHash.lines(of: ScenarioRunner.run(scenario, styles: styles, seed: seed))
        guard let change = zip(lines, again).first(where: { $0 != $1 }) else { continue }
        return Change(number: number + 1, expected: change.0, found: change.1)
      }
      return nil
    }
    var first: Change?
    func showProgress() { progress?.show("\(scenario.name.visible)  run \(count.value) of \(times)") }
    searches.forEach(waiting: showProgress) { change in
      guard let change, change.number < first?.number ?? .max else { return }
      first = change
    }
    progress?.end()
    guard let first else { return true }
    invocation.output.writeLine(
      "not the same: the first run was \(first.expected), run \(first.number) \(first.found)")
    return false
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
