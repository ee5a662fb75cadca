// The answer to a scenario's text: what is wrong with it, or its runs with what can be moved in their picture.

import Comparison
import EventLoops
import Workbench

/// Runs a text.
struct RunAnswer {
  /// The text, after the edits.
  private(set) var text: String
  private let scenario: Result<Scenario, ScenarioError>
  private let limits: LabLimits

  /// The name under which the parser knows the text.
  static let path = "lab.scenario"

  /// The answer to a text.
  ///
  /// - Parameters:
  ///   - text: The text of a scenario.
  ///   - edits: Changes of it, each made in the result of the one before.
  /// - Throws: `LabRefusal` if an edit cannot be made.
  init(_ text: String, applying edits: [EditEntry] = [], limits: LabLimits) throws(LabRefusal) {
    var (text, scenario) = (text, Self.read(text))
    for edit in edits {
      let change = try edit.change()
      guard case .success(let old) = scenario else { throw LabRefusal("the text has mistakes: correct them first") }
      do throws(ScenarioEditError) {
        text = try old.text(applying: change)
      } catch {
        throw LabRefusal("\(error)")
      }
      guard text.utf8.count <= limits.text else { throw LabRefusal("the scenario grows too long") }
      scenario = Self.read(text)
    }
    (self.text, self.scenario, self.limits) = (text, scenario, limits)
  }

  /// Reads a text as a scenario.
  static func read(_ text: String) -> Result<Scenario, ScenarioError> {
    Result { () throws(ScenarioError) in try Scenario(ScenarioSource(text: text, path: path)) }
  }

  /// The result of the scenario.
  ///
  /// - Throws: `LabRefusal` if the text has mistakes.
  func result() throws(LabRefusal) -> ScenarioResult {
    guard case .success(let scenario) = scenario else { throw LabRefusal("the text has mistakes: correct them first") }
    return run(scenario)
  }

  private func run(_ scenario: Scenario) -> ScenarioResult {
    var runLimits = VirtualEventLoop.Limits()
    runLimits.steps = limits.steps
    return ScenarioRunner.run(scenario, limits: runLimits)
  }

  /// The answer.
  var bytes: [UInt8] {
    LabAnswer.made("run") { json in
      json.member("text", text)
      switch scenario {
      case .failure(let error):
        json.member("errors", error.diagnostics, Self.write)
        json.member("cutShort", error.isCutShort)
      case .success(let scenario):
        json.member("errors", [] as [ScenarioDiagnostic], Self.write)
        json.member("warnings", scenario.warnings, Self.write)
        json.member("scenario") { write(scenario, to: &$0) }
        json.member("handles", Handle.all(of: scenario)) { $1.write(to: &$0) }
        write(run(scenario), to: &json)
      }
    }
  }

  /// A mistake or a warning.
  private static func write(to json: inout JSONText, _ diagnostic: ScenarioDiagnostic) {
    json.object { json in
      json.member("line", diagnostic.line)
      json.member("column", diagnostic.column)
      json.member("message", diagnostic.message)
      json.member("help", diagnostic.help)
    }
  }

  private func write(_ scenario: Scenario, to json: inout JSONText) {
    let plan = scenario.plan
    json.member("title", scenario.title)
    json.member("teaches", scenario.teaches)
    json.member("program", scenario.program)
    json.member("seed", plan.seed.map { "\($0)" })
    json.member("pipelines", plan.pipelines)
    json.member("every", Instant.zero.advanced(by: plan.interval).nanoseconds)
    json.member("settings", plan.settings.keys.sorted()) { json, name in
      json.object { json in
        json.member("name", name)
        json.member("value", plan.settings[name].map(SettingEntry.plain))
      }
    }
    json.member("expects", !scenario.expectations.isEmpty)
  }

  private func write(_ result: ScenarioResult, to json: inout JSONText) {
    let comparison = result.comparison
    json.member("passed", result.passed)
    json.member("checked", result.isChecked)
    json.member("agrees", comparison.agrees)
    json.member("differences", comparison.differences) { json, difference in
      json.object { json in
        json.member("aspect", difference.aspect.rawValue)
        json.member("counts", difference.aspect.counts)
        json.member("sentence", difference.sentence)
      }
    }
    json.member("mismatches", result.mismatches) { json, mismatch in
      json.object { json in
        json.member("version", mismatch.version)
        json.member("line", mismatch.line)
        json.member("diff", mismatch.diff.map { $0.side.rawValue + $0.text })
        json.member("remarks", mismatch.remarks)
      }
    }
    json.member("cut", comparison.runs.compactMap { $0.report.eventCount >= limits.steps ? $0.label : nil })
    let happenings = comparison.runs.map(\.events.count).reduce(0, +)
    guard happenings <= limits.happenings else {
      return json.member("tooMuch", "\(happenings) events happened, and the lab draws \(limits.happenings) at most")
    }
    json.key("picture")
    LabPicture(Picture(of: result), plan: result.scenario.plan).write(to: &json)
  }
}
