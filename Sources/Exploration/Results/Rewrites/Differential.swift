// The versions of a program side by side under every schedule: which outcomes each of them can have.

public import Comparison
import EventLoops

/// An exploration of each version of a program, and what their outcomes have in common.
///
/// To compare a completion-handler function with its rewrite, in every interleaving:
///
///     let checkout = ComparedProgram("checkout").callback { … }.async { … }
///     let differential = Differential(of: checkout)
///     #expect(differential.isEquivalent, "\(differential)")
public struct Differential: Sendable {
  /// The program's name.
  package let program: String
  /// One exploration for each version.
  public let explorations: [ScheduleExploration]
  /// How each version treats the API, in the order of the explorations: in all its runs, and in one without the plan's
  /// cancellations.
  package let conducts: [Conduct]

  /// The relation of one version's outcomes to those of another.
  package enum Relation: Sendable, Hashable {
    /// Both have the same outcomes.
    case equivalent
    /// All outcomes of the one are outcomes of the other, which has more.
    case refines
    /// The other way round: the other one has fewer.
    case isRefined
    /// Each has outcomes that the other does not have.
    case differs
  }

  /// Explores every version, or those of some styles.
  ///
  /// - Parameters:
  ///   - program: The program, in its versions.
  ///   - name: What reports and tokens call it; as the program, unless given.
  ///   - plan: What the world does to it.
  ///   - times: Which latencies besides the plan's a schedule may choose.
  ///   - effort: How far to go.
  ///   - styles: The styles to explore.
  ///   - oracles: What must hold of every run.
  ///   - workers: How many versions are explored at a time, each on a thread of its own. With one, they are explored one
  ///     after the other on the caller's thread.
  ///   - interruption: Says whether to end the explorations early.
  public init(
    of program: ComparedProgram, named name: String? = nil, under plan: Plan = Plan(),
    times: TimePolicy = .ties, _ effort: Effort = .quick, styles: [Style] = Style.allCases,
    oracles: [Oracle] = Oracle.usual, workers: Int = 1, interruption: (@Sendable () -> Bool)? = nil
  ) {
    self.init(
      of: program, named: name, under: plan, times: times, effort, styles: styles, oracles: oracles, workers: workers,
      observer: nil, interruption: interruption)
  }

  /// Explores every version, or those of some styles, and reports the progress to an observer.
  package init(
    of program: ComparedProgram, named name: String? = nil, under plan: Plan = Plan(),
    times: TimePolicy = .ties, _ effort: Effort = .quick, styles: [Style] = Style.allCases,
    oracles: [Oracle] = Oracle.usual, workers: Int = 1, observer: ScheduleExploration.Observer?,
    interruption: ScheduleExploration.Interruption? = nil
  ) {
    self.program = name ?? program.name
    let program = program.afresh
    let disturbance = times.disturbance(of: program, under: plan, styles: styles)
    let versions = program.versions.filter { styles.contains($0.style) }
    let explored = OrderedWork(versions, workers: workers) { version in
      let collector = ConductCollector()
      let oracles = oracles + [collector.oracle]
      let subject =
        disturbance.map {
          Subject(program, version, named: name, under: plan, disturbedBy: $0, effort.limits, oracles: oracles)
        } ?? Subject(program, version, named: name, under: plan, oracles: oracles)
      let exploration = ScheduleExploration(of: subject, effort, observer: observer, interruption: interruption)
      // What a cancellation keeps one version from sending, and what another one has sent by then, both would send.
      var uncancelled = plan
      uncancelled.cancellations = []
      collector.add(program.run(version, under: uncancelled, limits: effort.limits))
      return (exploration, collector.collected)
    }.all
    explorations = explored.map(\.0)
    conducts = explored.map(\.1)
  }

  /// The relation of the first version's outcomes to those of the version at `index`.
  package func relation(to index: Int) -> Relation {
    Relation(explorations[0].comparableOutcomes, explorations[index].comparableOutcomes)
  }

  /// In what the conduct of the version at `index` differs from the first one's: what they ask of the API, how often,
  /// and how much at once.
  package func differencesInConduct(to index: Int) -> [String] {
    conducts[0].differences(
      from: conducts[index], names: (explorations[0].subject.version, explorations[index].subject.version))
  }

  /// Whether all versions have the same outcomes and ask the same of the API, and no exploration met a problem.
  ///
  /// Where an exploration is not complete this is about what it has seen: see `isComplete`.
  public var isEquivalent: Bool {
    explorations.indices.allSatisfy {
      relation(to: $0) == .equivalent && differencesInConduct(to: $0).isEmpty && explorations[$0].problems.isEmpty
    }
  }

  /// Whether no version breaks a rule under any schedule that was run, and each comes to what some run has to come to.
  public var isClean: Bool { explorations.allSatisfy(\.isClean) }

  /// Whether every class of schedules of every version was run.
  public var isComplete: Bool { explorations.allSatisfy(\.isComplete) }

  /// Every outcome with whether each version has it, in the order in which they were met.
  package var table: [(outcome: String, counts: [Int])] {
    var table: [(outcome: String, counts: [Int])] = []
    var places: [String: Int] = [:]
    for (column, exploration) in explorations.enumerated() {
      for row in exploration.outcomes.rows {
        let outcome = row.comparable
        let place = places[outcome] ?? table.count
        if place == table.count {
          places[outcome] = place
          table.append((outcome, explorations.map { _ in 0 }))
        }
        table[place].counts[column] += row.count
      }
    }
    return table
  }

  /// The first outcome that not all versions have, with a run that shows it beside a run of a version without it.
  package var divergence: Divergence? {
    for (outcome, counts) in table where counts.contains(0) {
      guard let with = counts.firstIndex(where: { $0 > 0 }), let without = counts.firstIndex(of: 0) else { continue }
      return Divergence(outcome, in: explorations[with], butNotIn: explorations[without])
    }
    return nil
  }
}

extension Differential.Relation {
  init(_ left: Set<String>, _ right: Set<String>) {
    switch (left.isSubset(of: right), right.isSubset(of: left)) {
    case (true, true): self = .equivalent
    case (true, false): self = .refines
    case (false, true): self = .isRefined
    case (false, false): self = .differs
    }
  }
}

extension OutcomeSet.Row {
  /// The outcome as it can be compared across styles: what is found is worded differently in each.
  var comparable: String { verdict.outcome + (verdict.findings.isEmpty ? "" : " ✗") }
}

extension ScheduleExploration {
  var comparableOutcomes: Set<String> { Set(outcomes.rows.map(\.comparable)) }
}

extension Differential: CustomStringConvertible {
  /// A line for each outcome, the relation of each version to the first one, their divergence, and what was not explored.
  public var description: String {
    var lines = [program]
    for (outcome, counts) in table {
      let where_ = zip(explorations, counts).map { "\($0.subject.version) \($1)" }.joined(separator: ", ")
      lines.append("  \(outcome): \(where_)")
    }
    for index in explorations.indices.dropFirst() {
      let (first, other) = (explorations[0].subject.version, explorations[index].subject.version)
      lines.append("  " + relation(to: index).sentence(first, other))
      lines += differencesInConduct(to: index).map { "  " + $0 }
    }
    for exploration in explorations {
      lines.append("  \(exploration.subject.version): \(exploration.coverage)")
      lines += exploration.caveats.map { "  \(exploration.subject.version): \($0)" }
    }
    if let divergence { lines += divergence.lines.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }
}

extension Differential.Relation {
  /// The relation in words.
  package func sentence(_ first: String, _ other: String) -> String {
    switch self {
    case .equivalent: "\(first) and \(other) have the same outcomes"
    case .refines: "\(other) has outcomes that \(first) does not have"
    case .isRefined: "\(first) has outcomes that \(other) does not have"
    case .differs: "\(first) and \(other) each have outcomes that the other does not have"
    }
  }
}
