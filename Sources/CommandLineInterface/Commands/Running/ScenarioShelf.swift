// Scenario files read for a command: those that can be run, and what is wrong with the others.

import Exploration
import Foundation
import Workbench

/// The scenarios that a command works on.
struct ScenarioShelf {
  /// The scenarios, in the order of their files.
  private(set) var scenarios: [Scenario] = []
  /// How many files could not be used.
  private(set) var unusable = 0
  /// The highest exit code among the reasons, or success if all files could be used.
  private(set) var code = ExitCode.success

  /// Reads files and reports at once what is wrong with them.
  init(_ files: [String], for invocation: Invocation) {
    let reading = OrderedWork(files) { file in
      Result { () throws(ScenarioError) in try Scenario(contentsOf: file) }
    }
    reading.forEach { scenario in
      switch scenario {
      case .success(let scenario): scenarios.append(scenario)
      case .failure(let error): refuse(error, for: invocation)
      }
    }
  }

  private mutating func refuse(_ error: ScenarioError, for invocation: Invocation) {
    unusable += 1
    for failure in CommandFailure.failures(of: error) {
      invocation.report(failure)
      if failure.code.rawValue > code.rawValue { code = failure.code }
    }
  }
}

extension CommandFailure {
  /// The failures of an unusable scenario file, at least one.
  static func failures(of error: ScenarioError) -> [CommandFailure] {
    error.diagnostics.map { diagnostic in
      let isUnreadable =
        error.isNotFound || diagnostic.line == nil && !FileManager.default.isReadableFile(atPath: diagnostic.path)
      let path = diagnostic.path.visible
      return CommandFailure(
        code: isUnreadable ? .notFound : .malformedScenario,
        message: diagnostic.message.visible,
        place: diagnostic.line.map { "\(path):\($0):\(diagnostic.column)" } ?? path,
        excerpt: diagnostic.description.split(separator: "\n").filter { $0.hasPrefix("  ") }
          .map { String($0).visible },
        help: diagnostic.help.map { [$0.visible] } ?? [])
    }
  }
}
