// `braid run --record`: writes what happened into scenario files as what is expected.

import Comparison
import Foundation
import Workbench

/// Brings the expectations of scenarios up to date.
struct Recording {
  private let scenarios: [Scenario]

  /// A recording of the scenarios on a shelf.
  init(_ shelf: ScenarioShelf) {
    scenarios = shelf.scenarios
  }

  /// Runs the scenarios in all styles and rewrites each file whose expectations are not what happened.
  func write(for invocation: Invocation) throws {
    var rewritten = 0
    let progress = ProgressLine(for: invocation)
    for (index, scenario) in scenarios.enumerated() {
      progress.show("recording \(index + 1) of \(scenarios.count)  \(scenario.name.visible)")
      let comparison = ScenarioRunner.run(scenario).comparison
      let text = try recorded(scenario, from: comparison)
      let isStale = text != scenario.source.text
      if isStale {
        try replace(scenario.path, with: text)
        rewritten += 1
      }
      progress.end()
      invocation.output.writeLine("\(isStale ? "recorded " : "unchanged") \(scenario.path.visible)")
      for difference in comparison.unexplained {
        invocation.output.writeLine("  unexplained: \(difference.parting.visible)")
      }
    }
    let unchanged = scenarios.count - rewritten
    invocation.output.writeLine(
      "\n\(counted(scenarios.count, "scenario")): \(rewritten) recorded, \(unchanged) unchanged")
  }

  /// The scenario's text with what happened as what is expected.
  private func recorded(_ scenario: Scenario, from comparison: StyleComparison) throws -> String {
    do {
      return try scenario.recorded(from: comparison.runs)
    } catch {
      throw CommandFailure.failures(of: error)[0]
    }
  }

  /// Replaces a file at once or not at all; of a symbolic link, the file that it leads to.
  private func replace(_ path: String, with text: String) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let permissions = try? FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions]
    do {
      guard FileManager.default.isWritableFile(atPath: target.path) else {
        throw CocoaError(.fileWriteNoPermission)
      }
      try Data(text.utf8).write(to: target, options: .atomic)
      // The file is a new one now, with the permissions of a new one.
      if let permissions {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
      }
    } catch {
      throw CommandFailure(
        code: .cannotWrite, message: "cannot write \(path.quoted)",
        help: ["check the permissions of the file and its folder, and the space on the disk"])
    }
  }
}

/// A number and a noun: `1 scenario`, `2 scenarios`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
