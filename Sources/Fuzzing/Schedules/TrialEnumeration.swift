// Every list of choices of a small program: no search, no names, no footprints.

import EventLoops

/// What the runs of a program under every list of choices came to.
struct TrialEnumeration: Sendable {
  /// Each outcome with the first list of choices that led to it, in the order in which they were met.
  private(set) var outcomes: [(outcome: String, choices: [Int])] = []
  /// How many lists there are.
  private(set) var lists = 0

  /// Runs a program under every list of choices, depth first.
  ///
  /// - Returns: nil if there are more lists than `limit`.
  init?(_ program: TrialProgram, limit: Int) {
    var known: Set<String> = []
    var script: [Int]? = []
    let layout = TrialLayout(program)
    while let next = script {
      if lists == limit { return nil }
      let (outcome, choices) = Self.run(layout, under: next)
      lists += 1
      if lists == 1, Self.isFarBeyond(limit, choices) { return nil }
      if known.insert(outcome).inserted { outcomes.append((outcome, choices.map(\.picked))) }
      script = Self.script(after: choices)
    }
  }

  /// One run under a list of choices.
  static func run(_ layout: TrialLayout, under script: [Int]) -> (outcome: String, choices: [Choice]) {
    let loop = VirtualEventLoop(
      name: "trial", policy: .script(script), limits: VirtualEventLoop.Limits(steps: 10_000), recording: .everything,
      capturing: layout.capture)
    let run = TrialRun(layout, on: loop)
    let report = loop.run()
    let outcome = run.outcome(report)
    run.cleanUp()
    return (outcome, report.choices)
  }

  /// The next list in the order of a dictionary: the last choice that has another option takes it.
  static func script(after choices: [Choice]) -> [Int]? {
    guard let last = choices.lastIndex(where: { $0.picked + 1 < $0.options }) else { return nil }
    return choices[..<last].map(\.picked) + [choices[last].picked + 1]
  }

  /// Whether a first run already tells that there are far more lists than the limit: by the product of its options, as
  /// if every run offered the same.
  private static func isFarBeyond(_ limit: Int, _ choices: [Choice]) -> Bool {
    var product = 1
    for choice in choices {
      product *= choice.options
      if product > 8 * limit { return true }
    }
    return false
  }
}
