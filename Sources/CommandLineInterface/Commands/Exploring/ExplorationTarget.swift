// The meaning of a word in the commands that explore: a bug, a program, or a scenario.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Workbench

/// A program under a plan, and what must hold of its runs.
struct ExplorationTarget {
  /// Its name in tokens.
  let name: String
  /// A summary, in one sentence.
  let summary: String
  let program: ComparedProgram
  let plan: Plan
  let oracles: [Oracle]
  /// The statements of a scenario that have no effect.
  private(set) var warnings: [ScenarioDiagnostic] = []

  /// The target that a word means: the name of a bug, with `-fixed` for the program without it, or of a built-in
  /// program, or else a scenario.
  init(_ word: String) throws {
    if let found = Self.bug(word) {
      self = found
    } else if let program = Catalog.program(named: word) {
      self.init(
        name: word, summary: program.summary, program: program,
        plan: Plan(latency: .milliseconds(10) ... .milliseconds(10)), oracles: Oracle.usual)
    } else {
      let file = try ScenarioSearch.file(meantBy: word, orA: [.program, .bug])
      do {
        try self.init(file.scenario())
      } catch let error as ScenarioError {
        throw CommandFailure.failures(of: error)[0]
      }
    }
  }

  private init(name: String, summary: String, program: ComparedProgram, plan: Plan, oracles: [Oracle]) {
    self.name = name
    self.summary = summary
    self.program = program
    self.plan = plan
    self.oracles = oracles
  }

  private init(_ scenario: Scenario) throws {
    guard let program = Catalog.program(named: scenario.program) else {
      preconditionFailure("the scenario \(scenario.name) was parsed without a check of its program")
    }
    self.init(
      name: scenario.name, summary: scenario.title, program: program, plan: scenario.exploredPlan,
      oracles: scenario.oracles)
    warnings = scenario.warnings
  }

  private static func bug(_ word: String) -> ExplorationTarget? {
    for bug in BugCatalog.bugs {
      for program in [bug.buggy, bug.fixed] where program.name == word {
        let situation = Oracle.sometimes(bug.situation.name) { run, _ in bug.situation.isReached(run) }
        return ExplorationTarget(
          name: word, summary: bug.summary, program: program, plan: bug.plan,
          oracles: Oracle.usual + [.outcome(among: bug.right)] + (program.name == bug.fixed.name ? [situation] : []))
      }
    }
    return nil
  }

  /// The versions in some styles; a failure if there are none.
  func versions(in styles: [Style]) throws -> [ComparedProgram.Version] {
    let versions = program.versions.filter { styles.contains($0.style) }
    if versions.isEmpty {
      throw CommandFailure(
        code: .usage, message: "'\(name.visible)' has no version in style \(styles.map(\.rawValue).alternatives)",
        help: ["it has \(program.versions.map(\.label).joined(separator: ", "))"])
    }
    return versions
  }
}

extension OptionDescription {
  /// How many runs a search may take.
  static let budget = OptionDescription(
    name: "budget", value: ("N", .number(1...1_000_000_000)), summary: "take at most N runs for the search")
  /// The seed of the seeded schedules.
  static let scheduleSeed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)), summary: "choose seeded schedules from this seed")
}

extension OptionDescription {
  /// Which part of the seeded runs is made here.
  static let shard = OptionDescription(
    name: "shard", value: ("i/n", .text), summary: "make the i-th of n parts of the seeded runs")
  /// How many threads a search has.
  static let jobs = OptionDescription(
    name: "jobs", value: ("N", .number(1...256)),
    summary:
      "search each version with N threads, with the same result; as many as processors if there is one version"
  )
}

extension ArgumentDescription {
  /// The subject of the exploration.
  static let explored = ArgumentDescription(
    name: "what", summary: "a bug of 'braid bugs', a program of 'braid programs', or a scenario",
    kind: .named([.bugs, .programs, .scenarios]))
}

extension Invocation {
  /// An effort with the command line's budget and seed in place of its own.
  ///
  /// - Parameter jobs: How many threads search one version, unless the command line says it.
  func effort(_ effort: Effort, jobs: Int = 1) throws -> Effort {
    var effort = effort
    effort.jobs = jobs
    if let runs = line.number(of: .budget) { effort.runs = Int(clamping: runs) }
    if let seed = line.number(of: .scheduleSeed) { effort.seed = seed }
    if let jobs = line.number(of: .jobs) { effort.jobs = Int(jobs) }
    if let text = line.value(of: .shard) {
      let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      guard numbers.count == 2, 1...100_000 ~= numbers[1], 1...numbers[1] ~= numbers[0] else {
        throw CommandFailure.usage(
          "'--shard' takes a part and the number of parts, such as 2/8, not \(text.quoted)", of: line.command)
      }
      effort.shard = Effort.Shard(numbers[0], of: numbers[1])
    }
    return effort
  }
}
