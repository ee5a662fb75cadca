// The runs of a program's versions side by side, and in what they differ.

package import EventLoops

/// The runs of a program in each of its styles under one plan, and their differences.
public struct StyleComparison: Sendable {
  /// The program's name.
  package let program: String
  /// One run for each version, in the order of the versions.
  public let runs: [StyleRun]
  /// The differences between the versions, in the order of the aspects.
  public let differences: [Difference]

  /// Compares runs of one program under one plan.
  ///
  /// - Parameters:
  ///   - program: The program's name.
  ///   - runs: One run for each version.
  ///   - undisturbed: The runs of the same versions, in the same order, under the plan without its cancellations and
  ///     its time limit. What a cancellation or a time limit comes to is explained only beside what would have been.
  package init(program: String, runs: [StyleRun], undisturbed: [StyleRun] = []) {
    self.init(program: program, ComparedRuns(runs)) { undisturbed }
  }

  /// As above; the undisturbed runs are made only if they are needed. Nil means the runs themselves.
  init(program: String, _ compared: ComparedRuns, courses: @escaping () -> [StyleRun]?) {
    self.program = program
    runs = compared.runs
    let accounting = Accounting(of: compared, courses: courses)
    differences = Aspect.allCases.compactMap { Difference(in: $0, among: compared, accounting) }
  }

  /// Whether all versions did the same, where the style leaves room for it.
  ///
  /// Where in the code an error is caught differs by nature, and does not count.
  public var agrees: Bool { differences.allSatisfy { !$0.aspect.counts } }

  /// The differences that count and have no mechanism in the traces: nothing that is known of the styles makes them.
  ///
  /// A rewrite that is right has none under any plan, though its versions need not agree where one is cancelled.
  public var unexplained: [Difference] { differences.filter { $0.aspect.counts && $0.mechanisms.isEmpty } }

  /// The aspects in which all versions are the same.
  package var agreements: [Aspect] {
    Aspect.allCases.filter { aspect in !differences.contains { $0.aspect == aspect } }
  }
}

extension StyleComparison: CustomStringConvertible {
  /// One sentence a difference, or that there is none.
  public var description: String {
    differences.isEmpty ? "\(program): no difference" : differences.map(\.sentence).joined(separator: "\n")
  }
}

extension ComparedProgram {
  /// Runs every version, or those of some styles, under one plan and compares them.
  ///
  /// - Parameters:
  ///   - plan: What the world does to the program.
  ///   - styles: The styles to run.
  public func compare(under plan: Plan = Plan(), styles: [Style] = Style.allCases) -> StyleComparison {
    let program = afresh
    return program.compare(styles, plan, VirtualEventLoop.Limits()) { program.run($0, under: $1, limits: $2) }
      .comparison
  }

  /// As `compare`, by runs that leave nothing in memory even if a version waits forever. Use it to run
  /// repeatedly.
  ///
  /// - Parameters:
  ///   - plan: What the world does to the program.
  ///   - styles: The styles to run.
  ///   - limits: The limits of each run; the usual ones unless given.
  package func compareAlone(
    under plan: Plan, styles: [Style], limits: VirtualEventLoop.Limits = VirtualEventLoop.Limits()
  ) -> StyleComparison {
    runAlone(under: plan, styles: styles, limits: limits).comparison
  }

  /// As `compareAlone`, with what was worked out of the runs to compare them.
  package func runAlone(
    under plan: Plan, styles: [Style], limits: VirtualEventLoop.Limits
  ) -> (comparison: StyleComparison, runs: ComparedRuns) {
    compare(styles, plan, limits) { runAlone($0, under: $1, limits: $2) }
  }

  private func compare(
    _ styles: [Style], _ plan: Plan, _ limits: VirtualEventLoop.Limits,
    by run: @escaping (Version, Plan, VirtualEventLoop.Limits) -> StyleRun
  ) -> (comparison: StyleComparison, runs: ComparedRuns) {
    let compared = versions.filter { styles.contains($0.style) }
    let runs = compared.map { run($0, plan, limits) }
    let known = ComparedRuns(runs)
    let comparison = StyleComparison(program: name, known) {
      guard let undisturbed = plan.undisturbed else { return nil }
      var reached = Self.limits(asFarAs: runs)
      reached.steps = min(reached.steps, limits.steps)
      return compared.map { run($0, undisturbed, reached) }
    }
    return (comparison, known)
  }

  /// The run of a version without the plan's cancellations and its time limit, as far as another run went.
  package func course(of version: Version, under plan: Plan, asFarAs run: StyleRun) -> StyleRun {
    self.run(version, under: plan.undisturbed ?? plan, limits: Self.limits(asFarAs: [run]))
  }

  /// The limits that some runs reached: without its time limit a program may run forever.
  private static func limits(asFarAs runs: [StyleRun]) -> VirtualEventLoop.Limits {
    var limits = VirtualEventLoop.Limits()
    limits.instant = runs.map(\.report.instant).max() ?? limits.instant
    limits.steps = min(limits.steps, 10_000 + 10 * (runs.map(\.report.eventCount).max() ?? 0))
    return limits
  }
}
