// The scenarios of the repository by name, and their runs.

import Comparison
import GuideChecking
import Workbench

/// The scenarios below the folder `Scenarios`.
struct SiteScenarios {
  /// The scenarios in the order of their files.
  let all: [Scenario]
  private let byName: [String: Scenario]
  private let names: [String: String]

  /// Reads the scenarios.
  init(in tree: RepositoryTree) throws(SiteProblem) {
    var all: [Scenario] = []
    var byName: [String: Scenario] = [:]
    var names: [String: String] = [:]
    for path in try tree.reading({ () throws(NotesProblem) in try tree.files(below: "Scenarios", types: ["scenario"]) })
    {
      let scenario = try Self.scenario(at: path, in: tree)
      guard byName.updateValue(scenario, forKey: scenario.name) == nil else {
        throw SiteProblem(
          .malformed, "'\(scenario.name)' is the name of two scenarios", at: path, help: ["rename one of the files"])
      }
      names[path] = scenario.name
      all.append(scenario)
    }
    (self.all, self.byName, self.names) = (all, byName, names)
  }

  private static func scenario(at path: String, in tree: RepositoryTree) throws(SiteProblem) -> Scenario {
    let text = try tree.reading { () throws(NotesProblem) in try tree.text(of: path) }
    do throws(ScenarioError) {
      return try Scenario(ScenarioSource(text: text, path: path))
    } catch {
      throw SiteProblem(error, at: path)
    }
  }

  /// The scenario of a name.
  subscript(name: String) -> Scenario? { byName[name] }

  /// The name of the scenario in a file.
  func name(of path: String) -> String? { names[path] }

  /// The picture of some runs; nil if there is no such scenario.
  func picture(of shown: ShownRuns) -> Picture? {
    guard let scenario = byName[shown.scenario] else { return nil }
    let result = ScenarioRunner.run(scenario, styles: shown.styles, seed: shown.seed)
    return Picture(of: result, seed: shown.seed, in: shown.edition.texts)
  }
}
