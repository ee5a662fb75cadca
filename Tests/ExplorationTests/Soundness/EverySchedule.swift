// A program under every schedule there is, one after another, with nothing that leaves any out.

import EventLoops

/// What a program comes to under every schedule: what a search must find in fewer runs.
enum EverySchedule {
  /// The outcomes, sorted; nil if there are more schedules than `limit`.
  ///
  /// - Parameter start: Posts the first events, and returns what reads the outcome.
  static func outcomes(
    limit: Int = 50_000, _ start: (VirtualEventLoop) -> @Sendable () -> String
  ) -> [String]? {
    var outcomes: Set<String> = []
    var script: [Int] = []
    for _ in 0..<limit {
      let loop = VirtualEventLoop(policy: .script(script))
      let outcome = start(loop)
      let choices = loop.run().choices
      outcomes.insert(outcome())
      guard let last = choices.lastIndex(where: { $0.picked + 1 < $0.options }) else { return outcomes.sorted() }
      script = choices[..<last].map(\.picked) + [choices[last].picked + 1]
    }
    return nil
  }
}
