// The certificate of the schedule search: random programs, each searched and run under every list of choices.

import EventLoops

/// Compares the systematic search of small programs with every list of choices of them.
struct ScheduleCertificate: Sendable {
  /// What the programs may be made of.
  var features = TrialFeatures.all
  /// Programs with more lists of choices are passed over.
  var limit = 300
  /// Programs with fewer outcomes are passed over.
  var leastOutcomes = 1
  /// How many statements a program has at most, about.
  var statements = 12
  /// Whether the accesses to the programs' cells are hidden from the search: a mistake that has to be found.
  var hidesCells = false

  /// The program of a seed and the result of it; programs that are too large are passed over.
  func trial(of seed: UInt64) -> (program: TrialProgram, comparison: TrialComparison) {
    var seeds = SeededGenerator(seed: seed)
    while true {
      let program = TrialGenerator.program(seed: seeds.next(), of: features, statements: statements)
      if let comparison = compare(program), comparison.outcomes >= leastOutcomes || comparison.judgement.isFinding {
        return (program, comparison)
      }
    }
  }

  /// What is wrong with the search of a seed's program, in the smallest program that shows it; nil if nothing is.
  func finding(of seed: UInt64) -> TrialFinding? {
    let (program, comparison) = trial(of: seed)
    return comparison.judgement.isFinding ? finding(in: program, comparison, of: seed) : nil
  }

  /// Makes a program smaller as long as the same is wrong with its search.
  func finding(in program: TrialProgram, _ comparison: TrialComparison, of seed: UInt64) -> TrialFinding {
    let shrinking = TrialShrinking(program) { compare($0)?.judgement == comparison.judgement }
    return TrialFinding(
      seed: seed, program: program, smallest: shrinking.program, tries: shrinking.tries,
      comparison: compare(shrinking.program) ?? comparison)
  }

  private func compare(_ program: TrialProgram) -> TrialComparison? {
    TrialComparison(program, limit: limit, hidingCells: hidesCells)
  }
}

/// A program whose search is wrong, with the smallest one that shows it.
struct TrialFinding: Sendable, CustomStringConvertible {
  let seed: UInt64
  let program: TrialProgram
  let smallest: TrialProgram
  /// How many programs were tried to make it smaller.
  let tries: Int
  /// The result of the smallest program.
  let comparison: TrialComparison

  /// What is wrong, the smallest program, and what shows it.
  var description: String {
    var lines = ["program \(seed): \(comparison.summary); the smallest program, found in \(tries) tries:"]
    lines += smallest.description.split(separator: "\n").map { "  " + $0 }
    for (outcome, choices) in comparison.lost {
      lines.append("lost: '\(outcome)', by the choices \(choices.map(String.init).joined(separator: " "))")
    }
    lines += comparison.excess.map { "no list of choices leads to: '\($0)'" }
    lines += comparison.problems
    return lines.joined(separator: "\n")
  }
}
