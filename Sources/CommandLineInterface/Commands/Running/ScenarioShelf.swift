// Scenario files read for a command: those that can be run, and what is wrong with the others.

import Exploration
import Foundation
import Workbench

/// The scenarios that a command works on.
struct ScenarioShelf {
  /// The scenarios, in the order of their files.
  private(set) var scenarios: [Scenario] = []
  /// The paths of the scenarios that are part of the program, and no files.
  let builtIn: Set<String>
  /// How many files could not be used.
  private(set) var unusable = 0
  /// The highest exit code among the reasons, or success if all files could be used.
  private(set) var code = ExitCode.success

  /// Reads files and reports at once what is wrong with them.
  init(_ files: [ScenarioFile], for invocation: Invocation) {
    builtIn = Set(files.filter(\.isBuiltIn).map(\.path))
    let reading = OrderedWork(files) { file in
      Result { () throws(ScenarioError) in try file.scenario() }
    }
    reading.forEach { scenario in
      switch scenario {
      case .success(let scenario):
        scenarios.append(scenario)
        invocation.warn(of: scenario.warnings)
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

extension Invocation {
  /// Warns of the statements of a scenario that have no effect; a document for programs has them in itself.
  func warn(of warnings: [ScenarioDiagnostic]) {
    guard !wantsJSON else { return }
    for warning in warnings {
      console.errors.write(FailureText(warning).lines("warning:", .difference, errorPalette))
    }
  }
}

extension FailureText {
  /// A mistake or a warning with its place in the file.
  init(_ diagnostic: ScenarioDiagnostic) {
    let path = diagnostic.path.visible
    self.init(
      place: diagnostic.line.map { "\(path):\($0):\(diagnostic.column)" } ?? path,
      message: diagnostic.message.visible, excerpt: diagnostic.excerpt.map { "  " + $0.visible },
      help: diagnostic.help.map(\.visible))
  }
}

extension CommandFailure {
  /// The failures of an unusable scenario file, at least one.
  static func failures(of error: ScenarioError) -> [CommandFailure] {
    var failures = error.diagnostics.map { diagnostic in
      let isUnreadable =
        error.isNotFound || diagnostic.line == nil && !FileManager.default.isReadableFile(atPath: diagnostic.path)
      let text = FailureText(diagnostic)
      return CommandFailure(
        code: isUnreadable ? .notFound : .malformedScenario, message: text.message, place: text.place,
        excerpt: text.excerpt, help: text.help)
    }
    if error.isCutShort, let last = failures.indices.last {
      failures[last].help.append(
        "there may be more mistakes: reading stopped after \(counted(failures.count, "error"))")
    }
    return failures
  }
}
