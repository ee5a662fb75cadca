// The calls that a program declares: their names, and how many a pipeline makes.

/// The calls that a program makes: some fixed names, or names that follow from the program's settings.
package struct ProgramCalls: Sendable {
  /// The names as a list of programs shows them: the names themselves, or how they are formed.
  package let shown: [String]
  /// How the names are formed, in a few words; nil for fixed names.
  package let meaning: String?
  private let namesUnder: @Sendable (Plan) -> [String]
  private let countUnder: @Sendable (Plan) -> Int

  /// Calls with fixed names.
  init(names: [String]) {
    shown = names
    meaning = nil
    namesUnder = { _ in names }
    countUnder = { _ in names.count }
  }

  /// Calls whose names follow from the settings.
  init(
    shown: [String], meaning: String, names: @escaping @Sendable (Plan) -> [String],
    count: @escaping @Sendable (Plan) -> Int
  ) {
    self.shown = shown
    self.meaning = meaning
    namesUnder = names
    countUnder = count
  }

  /// The names of the calls that one pipeline makes at most under a plan, each once, in order.
  ///
  /// - Parameter plan: The plan, of which only the settings matter.
  package func names(under plan: Plan) -> [String] { namesUnder(plan) }

  /// How many calls one pipeline makes at most under a plan.
  ///
  /// - Parameter plan: The plan, of which only the settings matter.
  package func count(under plan: Plan) -> Int { countUnder(plan) }
}
