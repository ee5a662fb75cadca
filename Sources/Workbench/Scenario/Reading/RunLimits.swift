// The limits of the run of a scenario, checked before it runs.

import Comparison

/// The limits on what the statements of a scenario can make pending, together.
///
/// A style keeps up to four kilobytes for a call until the styles are compared.
enum RunLimits {
  /// The most pipelines.
  static let mostPipelines = 20_000
  /// The most calls that the API works on at once, and the most bytes that a client sends or reads at once.
  static let mostAtOnce = 1_000_000
  /// The most calls of all pipelines.
  static let mostCalls = 100_000
  /// The most acts of the clients of all pipelines.
  static let mostClientActs = 100_000
  /// The most bytes that the clients of all pipelines send.
  static let mostClientBytes = 16 << 20

  /// The limit that all pipelines together exceed; nil if there is none.
  ///
  /// - Parameters:
  ///   - draft: The scenario, with all statements read.
  ///   - column: Where the number of pipelines is given.
  static func fault(of draft: ScenarioDraft, column: Int) -> LineFault? {
    let plan = draft.plan
    let calls = draft.program?.interface?.calls.count(under: plan) ?? 0
    let acts = plan.client.acts
    let bytes = acts.reduce(0) { sum, act in
      if case .sends(let message) = act.deed { sum + message.bytes.count } else { sum }
    }
    let totals = [
      (calls, "call", mostCalls), (acts.count, "act of a client", mostClientActs),
      (bytes, "byte of a client", mostClientBytes),
    ]
    for (each, noun, most) in totals where each * plan.pipelines > most {
      let nouns = noun.split(separator: " ", maxSplits: 1)
      let plural = ([nouns[0] + "s"] + nouns.dropFirst()).joined(separator: " ")
      return LineFault(
        column: column,
        message: "\(plan.pipelines) pipelines with \(each) \(each == 1 ? noun : plural) each come to "
          + "\(each * plan.pipelines), and the limit for a run is \(most)",
        help: "with \(each) each, repeat at most \(most / each)")
    }
    return nil
  }
}
