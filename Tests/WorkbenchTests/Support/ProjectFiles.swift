// The files of the project that the tests read.

import Foundation

@testable import Workbench

enum ProjectFiles {
  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path

  /// The paths of all scenarios of the project, sorted.
  static let scenarioPaths: [String] = {
    let folder = root + "/Scenarios"
    let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".scenario") }.sorted().map { folder + "/" + $0 }
  }()

  /// All scenarios of the project, read once.
  static let scenarios: [Scenario] = scenarioPaths.compactMap { try? Scenario(contentsOf: $0) }

  /// The pictures of all scenarios, by the name of the scenario.
  static let pictures: [String: Picture] = Dictionary(
    uniqueKeysWithValues: scenarios.map { ($0.name, Picture(of: ScenarioRunner.run($0))) })
}
