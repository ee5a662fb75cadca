// Finds the statements that have no effect on the program that runs.

import Comparison
import Pipelines

/// The names in the statements of a scenario, beside those that its program declares.
struct StatementEffects {
  private let draft: ScenarioDraft
  private let program: ComparedProgram

  init(of draft: ScenarioDraft, on program: ComparedProgram) {
    self.draft = draft
    self.program = program
  }

  /// A warning for each part that the program does not have, as far as the program declares its parts, and for each range that
  /// is no choice; once a part.
  func warnings(in source: ScenarioSource) -> [ScenarioDiagnostic] {
    var (warnings, known) = ([ScenarioDiagnostic](), Set<ScenarioDraft.Part>())
    var calls: [String]?
    func names() -> [String] {
      let names = calls ?? program.interface?.calls.names(under: draft.plan) ?? []
      calls = names
      return names
    }
    for mention in draft.mentions {
      guard warnings.count < ScenarioParser.mostDiagnostics else { break }
      guard let (problem, help) = warning(of: mention.part, names), known.insert(mention.part).inserted
      else { continue }
      warnings.append(
        source.diagnostic(
          line: mention.place.line, column: mention.place.column, problem, help: help.map { [$0] } ?? [],
          severity: .warning))
    }
    return warnings
  }

  private func warning(
    of part: ScenarioDraft.Part, _ calls: () -> [String]
  ) -> (problem: String, help: String?)? {
    if case .narrowRange(let range) = part {
      let lower = range.firstRange(of: "..").map { String(range[..<$0.lowerBound]) } ?? range
      return (
        "the range '\(VisibleText.clipped(range))' is narrower than a millisecond, and latencies are chosen in whole "
          + "milliseconds from its lower end, so the latency is always \(VisibleText.clipped(lower))",
        "make the range a millisecond wide or more, or write \(VisibleText.clipped(lower)) alone"
      )
    }
    guard let interface = program.interface, let (problem, help) = problem(with: part, interface, calls) else {
      return nil
    }
    return (problem + ", so this has no effect", help)
  }

  /// Why naming a part has no effect, and what to name instead; nil if the program has the part.
  private func problem(
    with part: ScenarioDraft.Part, _ interface: ProgramInterface, _ calls: () -> [String]
  ) -> (problem: String, help: String?)? {
    let subject = "the program '\(program.name)'"
    switch part {
    case .pipeline, .narrowRange: return nil
    case .call(let name):
      if calls().contains(name) { return nil }
      return (
        "\(subject) makes no call '\(VisibleText.clipped(name))'", help(for: name, among: calls(), interface.calls)
      )
    case .anyCall: return interface.calls.count(under: draft.plan) == 0 ? ("\(subject) makes no calls", nil) : nil
    case .request:
      return interface.usesRequest ? nil : ("no call of \(subject) takes the request", nil)
    case .step(let number):
      if interface.steps.contains(number) { return nil }
      return ("\(subject) has no step \(number)", "its steps are \(Self.list(interface.steps.map(String.init)))")
    case .recovery(let name):
      if interface.recoveries.contains(name) { return nil }
      return (
        "\(subject) does not recover from a failure of call '\(VisibleText.clipped(name))'",
        interface.recoveries.isEmpty
          ? programs(with: "recoveries") { !$0.recoveries.isEmpty }
          : "it recovers from failures of \(Self.list(interface.recoveries))"
      )
    case .session:
      if interface.hasSession { return nil }
      return ("\(subject) has no session with a client", programs(with: "a session", where: \.hasSession))
    }
  }

  private func help(for name: String, among names: [String], _ calls: ProgramCalls) -> String? {
    if names.isEmpty { return nil }
    if let meaning = calls.meaning, names.count > Self.mostListed {
      return ArgumentReader.didYouMean(name, names)
        ?? "its calls are \(Self.list(calls.shown)), where CODE is \(meaning)"
    }
    return "its calls are \(Self.list(names))"
  }

  private func programs(with what: String, where isMeant: (ProgramInterface) -> Bool) -> String? {
    let names = Catalog.nameable.filter { $0.interface.map(isMeant) ?? false }.map(\.name)
    return names.isEmpty ? nil : "programs with \(what): \(Self.list(names))"
  }

  /// The most names of calls that are listed one by one.
  private static let mostListed = 12

  /// `a, b and c`; `none` for an empty list.
  private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.formattedList }
}
