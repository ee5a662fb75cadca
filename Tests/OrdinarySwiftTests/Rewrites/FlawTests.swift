// What finds which flaw in a rewrite: the comparison, the search in every order, and the sweeps.

import Comparison
import EventLoops
import Exploration
import Testing

@Suite("What finds which flaw of a rewrite", .enabled(if: Flaw.isSupported))
struct FlawTests {
  /// A flaw, and what is said about it under a plan.
  struct Case: Sendable, CustomTestStringConvertible {
    let flaw: Flaw
    var plan = Plan()
    let compared, explored, swept: String

    var testDescription: String { flaw.testDescription }
    var program: ComparedProgram { flaw.program(isRight: false) }
  }

  private static let cancelled = Plan(cancellations: [Cancellation(at: .at(.milliseconds(5)))])
  private static let failing = Plan(calls: ["page": .fails(503, after: .milliseconds(10))])

  static let cases = [
    Case(
      flaw: .lostCancellation, plan: cancelled,
      compared: "outcome — callback: finished cancelled at 5ms; async: finished [1] at 10ms",
      explored: "callback can end with cancelled, and async was never seen to",
      swept: "cancelled before the start: outcome — callback: finished cancelled at 0ms; async: finished [1] at 10ms"),
    Case(
      flaw: .unsharedRequests,
      compared: #"requests and replies — callback: none; async: page sent "a" at 0ms"#,
      explored: #"callback sends page "a" up to once, async up to 2 times"#,
      swept: #"with fault page fails: requests and replies — callback: none; async: page sent "a" at 0ms"#),
    Case(
      flaw: .changedOrder,
      compared: #"requests and replies — callback: page sent "a" at 0ms; async: page sent "bb" at 0ms"#,
      explored: #"callback sends page "a" before page "bb", async after it"#,
      swept:
        #"with fault page fails: requests and replies — callback: page sent "a" at 0ms; async: page sent "bb" at 0ms"#),
    Case(
      flaw: .swallowedError, plan: failing,
      compared: "outcome — callback: finished failed missing at 10ms; async: finished [1] at 10ms",
      explored: "callback can end with failed missing, and async was never seen to",
      swept: "with fault page fails: async: the failure of page is lost"),
    Case(
      flaw: .unboundedConcurrency,
      compared: #"requests and replies — callback: page sent "ccc" at 10ms; async: page sent "ccc" at 0ms"#,
      explored: "callback has up to 2 calls under way at once, async up to 4",
      swept: #"with fault page fails: requests and replies — callback: none; async: page sent "ccc" at 0ms"#),
    Case(
      flaw: .retryAfterCancellation, plan: cancelled,
      compared: "cancellation — callback: none; async: page not sent at 5ms",
      explored: "async makes page again after a cancellation has called it off, callback does not",
      swept: "cancelled before the start: cancellation — callback: page cancelled at 0ms; async: page not sent at 0ms"),
    Case(
      flaw: .resumedTwice,
      compared: #"leftovers — callback: none; async: violation "Flaw" resumed twice at Flaw.swift:136"#,
      explored: #"violation "Flaw" resumed twice at Flaw.swift:136"#,
      swept: #"cancelled: async: violation "Flaw" resumed twice at Flaw.swift:136"#),
    Case(
      flaw: .trapped,
      compared: #"leftovers — callback: none; async: trapped in "it traps" at Flaw.swift:150: Index out of range"#,
      explored: #"trapped in "it traps" at Flaw.swift:150: Index out of range"#,
      swept: #"cancelled: async: trapped in "it traps" at Flaw.swift:150: Index out of range"#),
  ]

  @Test(arguments: cases)
  func `a comparison finds it, and names no mechanism that excuses it`(_ example: Case) throws {
    let comparison = example.program.compare(under: example.plan)
    #expect(!comparison.unexplained.isEmpty)
    let sentence = comparison.unexplained.map(\.sentence).first { $0.hasPrefix(example.compared) }
    #expect(sentence == example.compared, "\(comparison)")
  }

  @Test(arguments: cases)
  func `a search in every order finds it`(_ example: Case) {
    // A thread that has trapped waits until the process ends, so few runs are made.
    let effort = Effort(runs: 100, seededRuns: 10, auditRuns: 10)
    let differential = Differential(of: example.program, under: example.plan, effort)
    #expect(!differential.isEquivalent)
    let found = "\(differential)\n\(differential.explorations[1])"
    #expect(found.contains(example.explored), "\(found)")
  }

  /// A plan without cancellations: the sweeps make them.
  @Test(arguments: cases)
  func `the sweeps find it, and one check says all`(_ example: Case) {
    let check = RewriteCheck(of: example.program)
    let found = check.differences.map { $0.replacing(#/ \(and \d+ more like it\)$/#, with: "") }
    #expect(found.contains(example.swept), "\(found)")
    #expect(!check.isEquivalent)
  }

  @Test(arguments: Flaw.all)
  func `a rewrite without the flaw is equivalent in every way`(_ flaw: Flaw) {
    let check = RewriteCheck(of: flaw.program(isRight: true))
    #expect(check.isEquivalent, "\(check)")
  }

  @Test func `a check says which runs show the first difference`() {
    let check = RewriteCheck(of: Flaw.unsharedRequests.program(isRight: false))
    #expect(
      "\(check)".contains(
        """
            callback:
              0ms page sent "a"
              10ms page replied "1"
              10ms finished [1, 1]
            async:
              0ms page sent "a"
              0ms page sent "a"
              10ms page replied "1"
              10ms page replied "1"
              10ms finished [1, 1]
        """), "\(check)")
  }

  @Test func `a program of one version is not equivalent to anything`() {
    let check = RewriteCheck(of: ComparedProgram("alone").async { _ in 1 })
    #expect(!check.isEquivalent)
    #expect(check.differences == ["there is nothing to compare: the program has 1 version"])
  }
}
