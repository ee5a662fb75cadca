// `braid run --times`: the same scenario again and again, on all processors, and each run compared with the first.

import Foundation
import Workbench

extension RunCommand {
  /// Runs a scenario until it has been run so many times; tells the first run that is not the one whose hashes are given.
  ///
  /// Each processor takes every so many-th run: ten thousand of the largest scenario take minutes, and half of them on two.
  static func isSame(
    _ lines: [String], again times: Int, _ scenario: Scenario, for invocation: Invocation
  ) -> Bool {
    let (styles, seed) = (invocation.styles, invocation.line.number(of: .seed))
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let searches = OrderedWork(Array(1...processors)) { first -> Change? in
      for number in stride(from: first, to: times, by: processors) {
        let again = TraceHash.lines(of: ScenarioRunner.run(scenario, styles: styles, seed: seed))
        guard let change = zip(lines, again).first(where: { $0 != $1 }) else { continue }
        return Change(number: number + 1, expected: change.0, found: change.1)
      }
      return nil
    }
    var first: Change?
    searches.forEach { change in
      guard let change, change.number < first?.number ?? .max else { return }
      first = change
    }
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
