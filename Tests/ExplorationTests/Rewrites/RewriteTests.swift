// Every flawed rewrite is found under some plan and excused under none; no right rewrite is accused.

import Comparison
import EventLoops
import Exploration
import Testing

@Suite("Rewrites")
struct RewriteTests {
  @Test func `are at least twenty-four with a flaw and eight without one`() {
    #expect(RewriteFamily.everyFlaw.count >= 24)
    #expect(RewriteFamily.everyRight.count >= 8)
    #expect(RewriteFamily.everyFlaw.allSatisfy { !$0.rewrite.isNot.isEmpty })
  }

  @Test(arguments: RewriteFamily.everyRight)
  func `a right one is accused under no plan`(_ example: RewriteCase) {
    for (name, plan) in example.family.plans {
      let comparison = example.program.compare(under: plan)
      #expect(comparison.unexplained.isEmpty, "\(name): \(comparison)")
    }
  }

  @Test(arguments: RewriteFamily.everyFlaw)
  func `a flawed one is unexplained under some plan`(_ example: RewriteCase) {
    let found = example.family.plans.filter { _, plan in
      let comparison = example.program.compare(under: plan)
      return !comparison.unexplained.isEmpty && !comparison.agrees
    }
    #expect(!found.isEmpty)
  }

  /// Wherever the flawed rewrite does something that no right one does, the difference has no rule.
  @Test(arguments: RewriteFamily.everyFlaw)
  func `a flawed one is never excused`(_ example: RewriteCase) {
    for (name, plan) in example.family.plans {
      let comparison = example.program.compare(under: plan)
      let rights = example.family.rightComparisons(under: plan)
      let isAsGood = (rights.map { $0.runs[1] } + [comparison.runs[0]]).contains { $0.does(as: comparison.runs[1]) }
      if isAsGood { continue }
      #expect(!comparison.unexplained.isEmpty, "\(name): \(comparison)")
    }
  }

  /// A mechanism that is at work in a right rewrite, too, under the same plan, is not given for the flaw.
  @Test(arguments: RewriteFamily.everyFlaw)
  func `a mechanism that is not the reason is not given for the flaw`(_ example: RewriteCase) {
    for (name, plan) in example.family.plans {
      let comparison = example.program.compare(under: plan)
      let rights = example.family.rightComparisons(under: plan)
      for difference in comparison.differences {
        let usual = rights.flatMap(\.differences).filter { $0.aspect == difference.aspect }.flatMap(\.mechanisms)
        let given = Set(difference.mechanisms).subtracting(usual)
        #expect(given.isDisjoint(with: example.rewrite.isNot), "\(name): \(difference.sentence)")
      }
    }
  }
}

extension RewriteFamily {
  /// The original beside each of the right rewrites.
  fileprivate func rightComparisons(under plan: Plan) -> [StyleComparison] {
    right.map { $0.adding(original).compare(under: plan) }
  }
}

extension StyleRun {
  /// Whether two runs did the same, but for the places of catching and the order within an instant.
  fileprivate func does(as other: StyleRun) -> Bool {
    conduct == other.conduct && endingLines.isEmpty == other.endingLines.isEmpty
  }

  private var conduct: [StyleRun.Line: Int] {
    events.filter { if case .caught = $0.kind { false } else { true } }.map(line)
      .reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
