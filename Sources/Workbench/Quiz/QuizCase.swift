// A scenario that is asked about: its runs, and those of the same scenario without what is done to its pipelines.

import Comparison
import Pipelines

/// A scenario with one run a style.
struct QuizCase {
  let scenario: Scenario
  /// The first version's run of each style, in the order of the styles.
  let runs: [StyleRun]
  /// The same without each of the treatments that the scenario has, and without all of them.
  let undisturbed: [(removed: [QuizTreatment], runs: [StyleRun])]

  /// The most lines of a run that can be asked about: what is longer cannot be followed in the head.
  private static let mostLines = 120

  /// Runs a scenario; nil if a run of it is too long to ask about.
  init?(_ scenario: Scenario) {
    self.scenario = scenario
    runs = Self.runs(of: scenario, under: scenario.plan)
    guard runs.count == Style.allCases.count, runs.allSatisfy({ $0.lines.count <= Self.mostLines }) else { return nil }
    let treatments = QuizTreatment.allCases.filter { $0.isPart(of: scenario.plan) }
    let removals = treatments.map { [$0] } + (treatments.count > 1 ? [treatments] : [])
    undisturbed = removals.map { removed in
      var plan = scenario.plan
      for treatment in removed { treatment.remove(from: &plan) }
      return (removed, Self.runs(of: scenario, under: plan))
    }
  }

  private static func runs(of scenario: Scenario, under plan: Plan) -> [StyleRun] {
    guard let program = Catalog.program(named: scenario.program) else { return [] }
    return firstOfEachStyle(program.compare(under: plan).runs)
  }

  /// The first version's run of each style, in the order of the styles.
  static func firstOfEachStyle(_ runs: [StyleRun]) -> [StyleRun] {
    Style.allCases.compactMap { style in runs.first { $0.style == style } }
  }

  /// The plan: the statements of the file without its header, expectations and comments.
  var setup: [String] {
    // A note may tell the answer.
    let header = ["title", "guide", "teaches", "expect", "note"]
    let expected = scenario.expectations.map { $0.firstLine...$0.lastLine }
    return scenario.source.lines.enumerated().compactMap { index, line in
      if expected.contains(where: { $0.contains(index + 1) }) { return nil }
      var (first, whole) = (Lexer(line), Lexer(line))
      guard let keyword = try? first.token()?.text, !header.contains(keyword) else { return nil }
      return (try? whole.withoutComment()).map(VisibleText.of)
    }
  }
}

/// Something that is done to the pipelines of a scenario, and that a run can do without.
enum QuizTreatment: CaseIterable {
  case cancellation
  case timeLimit

  /// The keyword of its statements.
  var keyword: String {
    switch self {
    case .cancellation: "cancel"
    case .timeLimit: "timeout"
    }
  }

  /// Whether a plan has it.
  func isPart(of plan: Plan) -> Bool {
    switch self {
    case .cancellation: !plan.cancellations.isEmpty
    case .timeLimit: plan.timeout != nil || !plan.timeouts.isEmpty
    }
  }

  /// Takes it out of a plan.
  func remove(from plan: inout Plan) {
    switch self {
    case .cancellation: plan.cancellations = []
    case .timeLimit: (plan.timeout, plan.timeouts) = (nil, [:])
    }
  }

  /// Its name in Korean, which has no plural.
  var koreanName: String {
    switch self {
    case .cancellation: "취소"
    case .timeLimit: "시간 제한"
    }
  }

  /// Its name in Korean as the subject of a sentence.
  var koreanSubject: String {
    switch self {
    case .cancellation: "취소가"
    case .timeLimit: "시간 제한이"
    }
  }

  /// Its name in a sentence about a plan.
  func words(in plan: Plan) -> String {
    switch self {
    case .cancellation: plan.cancellations.count == 1 ? "the cancellation" : "the cancellations"
    case .timeLimit: (plan.timeout == nil ? 0 : 1) + plan.timeouts.count == 1 ? "the time limit" : "the time limits"
    }
  }
}
