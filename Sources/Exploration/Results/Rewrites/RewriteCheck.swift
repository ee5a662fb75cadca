// All that tells a rewrite from its original, in one verdict: compared, in every order, cancelled at every moment, with faults.

public import Comparison
import EventLoops

/// Whether the versions of a program do the same under all that can be done to them under one plan.
///
///     let check = RewriteCheck(of: profile)
///     #expect(check.isEquivalent, "\(check)")
///
/// The first version is the original. Every other version is compared with it
///
/// - in the plain order (`ComparedProgram.compare`), with the order and the times of requests and replies,
/// - in every order, as far as the effort goes (`Differential`),
/// - cancelled before and after everything that happens (`CancellationSweep`),
/// - with each fault of each call (the faults of `DisturbanceSweep`).
///
/// A difference that the styles explain by themselves does not count. A rule that the original breaks as well does not either.
public struct RewriteCheck: Sendable {
  /// The program's name.
  private let program: String
  /// The differences, a sentence each, with what was done to the program; one for each kind of disturbance and each aspect.
  public let differences: [String]
  /// What was found, with the runs that show it.
  private let found: FoundDifferences
  /// What the search in every order covered, by version.
  private let coverage: [String]

  /// Checks a program.
  ///
  /// - Parameters:
  ///   - program: The program: its first version is the original.
  ///   - plan: What the world does to it; a plan without cancellations.
  ///   - effort: How far the search in every order goes.
  public init(of program: ComparedProgram, under plan: Plan = Plan(), _ effort: Effort = .quick) {
    self.program = program.name
    var found = FoundDifferences()
    found.add(program.compare(under: plan), when: "undisturbed")

    let differential = Differential(of: program, under: plan, effort)
    for index in differential.explorations.indices.dropFirst() {
      let versions = (differential.explorations[0].subject.version, differential.explorations[index].subject.version)
      let relation = differential.relation(to: index)
      if relation != .equivalent {
        found.add(relation.sentence(versions.0, versions.1), as: "outcomes", when: "in some order")
      }
      for sentence in differential.differencesInConduct(to: index) {
        found.add(sentence, as: "conduct", when: "in some order")
      }
    }
    for exploration in differential.explorations {
      for problem in exploration.problems {
        found.add("\(exploration.subject.version): \(problem)", as: "problem", when: "in some order")
      }
    }
    found.add(
      differential.explorations.map { exploration in
        (exploration.subject.version, exploration.outcomes.rows.flatMap(\.verdict.findings))
      }, when: "in some order")

    let sweep = CancellationSweep(of: program, under: plan)
    for parting in sweep.partings { found.add(parting.comparison, when: "cancelled \(parting.position)") }
    found.add(
      program.versions.map { version in
        (version.label, sweep.findings.filter { $0.version == version.label }.map(\.text))
      }, when: "cancelled")

    if let original = program.versions.first {
      for fault in DisturbanceSweep.disturbances(.fault, of: program, original, under: plan, effort.limits) {
        // An async function cannot be answered twice, so that there is nothing to compare; what the versions do is judged.
        if !fault.answersTwice { found.add(program.compare(under: fault.applied(to: plan)), when: "with \(fault)") }
        found.add(
          program.versions.map { version in
            let subject = Subject(program, version, under: plan, disturbedBy: fault, effort.limits)
            return (version.label, subject.run(FIFOScheduler(), effort.limits, .leftovers).verdict.findings)
          }, when: "with \(fault)")
      }
    }
    if program.versions.count < 2 {
      let count = program.versions.count == 1 ? "1 version" : "\(program.versions.count) versions"
      found.add("the program has \(count)", as: "versions", when: "there is nothing to compare")
    }
    self.found = found
    differences = found.sentences
    coverage = differential.explorations.map { "\($0.subject.version): \($0.coverage)" }
  }

  /// Whether no version differs from the original, and none breaks a rule that the original keeps.
  public var isEquivalent: Bool { differences.isEmpty }
}

extension RewriteCheck: CustomStringConvertible {
  /// The verdict, a line for each difference, the runs that show the first one, and what was explored.
  public var description: String {
    let count = differences.count
    let verdict = isEquivalent ? "no difference" : "\(count) difference\(count == 1 ? "" : "s")"
    let runs = found.example.flatMap { "\($0)".split(separator: "\n") }.map { "    \($0)" }
    let lines = differences.prefix(1).map { "  \($0)" } + runs + (differences.dropFirst() + coverage).map { "  \($0)" }
    return (["\(program): \(verdict)"] + lines).joined(separator: "\n")
  }
}

extension Disturbance {
  /// Whether it makes a call answer twice.
  fileprivate var answersTwice: Bool {
    parts.contains { if case .fault(_, .answersTwice, _) = $0 { true } else { false } }
  }
}

/// Differences as they are found: the first of each kind and aspect, and how many more there are.
private struct FoundDifferences: Sendable {
  private struct Kind: Sendable {
    let key: String
    let sentence: String
    /// The runs that show it, if it was found by comparing two.
    let runs: [StyleRun]
    var further = 0
  }

  private var kinds: [Kind] = []

  /// The runs that show the first difference.
  var example: [StyleRun] { kinds.first?.runs ?? [] }

  /// A sentence for each kind.
  var sentences: [String] {
    kinds.map { $0.further == 0 ? $0.sentence : "\($0.sentence) (and \($0.further) more like it)" }
  }

  mutating func add(_ sentence: String, as aspect: String, when occasion: String, in runs: [StyleRun] = []) {
    // `cancelled before …`, `with fault …`: of one kind by their first word.
    let key = occasion.prefix { $0 != " " } + " " + aspect
    if let known = kinds.firstIndex(where: { $0.key == key }) {
      kinds[known].further += 1
    } else {
      kinds.append(Kind(key: key, sentence: "\(occasion): \(sentence)", runs: runs))
    }
  }

  /// What has no mechanism in a comparison.
  mutating func add(_ comparison: StyleComparison, when occasion: String) {
    for difference in comparison.unexplained {
      add(difference.sentence, as: difference.aspect.description, when: occasion, in: comparison.runs)
    }
  }

  /// The rules that a version breaks and the first one does not.
  mutating func add(_ findings: [(version: String, texts: [String])], when occasion: String) {
    guard let original = findings.first else { return }
    for (version, texts) in findings.dropFirst() {
      // What is left over is compared, where it counts whatever it is called.
      for text in texts.uniqued where !original.texts.contains(text) && !text.isOfLeftover {
        add("\(version): \(text)", as: "\(version): \(text)", when: occasion)
      }
    }
  }
}

extension String {
  /// Whether it is the finding of something that is left over.
  fileprivate var isOfLeftover: Bool { hasPrefix("leftover ") || hasPrefix("escape ") }
}
