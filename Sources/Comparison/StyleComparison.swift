// The runs of a program's versions side by side, and in what they differ.

/// What a program did in each of its styles under one plan.
public struct StyleComparison: Sendable {
  /// The program's name.
  public let program: String
  /// One run for each version, in the order of the versions.
  public let runs: [StyleRun]
  /// In what the versions differ, in the order of the aspects.
  public let differences: [Difference]

  /// Compares runs of one program under one plan.
  public init(program: String, runs: [StyleRun]) {
    self.program = program
    self.runs = runs
    differences = Aspect.allCases.compactMap { Difference(in: $0, among: runs) }
  }

  /// Whether all versions did the same, where the style leaves room for it.
  ///
  /// Where in the code an error is caught differs by nature, and does not count.
  public var agrees: Bool { differences.allSatisfy { !$0.aspect.counts } }

  /// The aspects in which all versions are the same.
  public var agreements: [Aspect] {
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
    compare(styles) { run($0, under: plan) }
  }

  /// As `compare`, by runs that leave nothing in memory, though a version may wait for ever: for those who run again and
  /// again.
  package func compareAlone(under plan: Plan, styles: [Style]) -> StyleComparison {
    compare(styles) { runAlone($0, under: plan) }
  }

  private func compare(_ styles: [Style], by run: (Version) -> StyleRun) -> StyleComparison {
    StyleComparison(program: name, runs: versions.filter { styles.contains($0.style) }.map(run))
  }
}
