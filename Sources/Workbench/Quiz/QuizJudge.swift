// Whether the statements of the quiz are true, found out by runs of the scenario files.

import Comparison

/// Runs the scenarios that statements are about, from their texts, and asks the statements about these runs.
///
/// Nothing is taken over from the runs of which the statements were made: of a run without the time limit, the judge
/// reads the scenario's text without its `timeout` statement.
final class QuizJudge {
  private let scenarios: [String: Scenario]
  private var runs: [Key: [StyleRun]] = [:]

  private struct Key: Hashable {
    let path: String
    let removed: [QuizTreatment]
  }

  /// A judge of statements about some scenarios.
  init(_ scenarios: [Scenario]) {
    self.scenarios = Dictionary(scenarios.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Whether a statement about a scenario, asked of one of its styles, holds.
  func confirms(_ statement: QuizStatement, about scenario: Scenario, in style: Style) -> Bool {
    switch statement.place {
    case .here: holds(statement, runs(of: scenario, without: []), style)
    case .style(let other): holds(statement, runs(of: scenario, without: []), other)
    case .without(let treatments): holds(statement, runs(of: scenario, without: treatments), style)
    case .scenario(let path, let name):
      // The sentence has only the name.
      scenarios.values.count { $0.name == name } == 1
        && scenarios[path].map { holds(statement, runs(of: $0, without: []), style) } ?? false
    }
  }

  private func holds(_ statement: QuizStatement, _ runs: [StyleRun], _ style: Style) -> Bool {
    guard let run = runs.first(where: { $0.style == style }) else { return false }
    return statement.holds(run, runs)
  }

  /// The first version's run of each style of a scenario, read again without the statements of some treatments.
  private func runs(of scenario: Scenario, without removed: [QuizTreatment]) -> [StyleRun] {
    let key = Key(path: scenario.path, removed: removed)
    if let known = runs[key] { return known }
    let made = Self.scenario(scenario, without: removed).map {
      QuizCase.firstOfEachStyle(ScenarioRunner.run($0).comparison.runs)
    }
    runs[key] = made ?? []
    return made ?? []
  }

  private static func scenario(_ scenario: Scenario, without removed: [QuizTreatment]) -> Scenario? {
    let keywords = removed.map(\.keyword)
    let kept = scenario.source.lines.filter { line in
      var lexer = Lexer(line)
      guard let token = try? lexer.token() else { return true }
      return line.first == " " || line.first == "\t" || !keywords.contains(token.text)
    }
    return try? Scenario(ScenarioSource(text: kept.joined(separator: "\n") + "\n", path: scenario.path))
  }
}
