// A search of which branches are given away has the result of one that makes all runs itself, in the same order.

import EventLoops
import Pipelines
import Testing

@testable import Comparison
@testable import Exploration

struct DividedSearchTests {
  /// A run as an exploration counts it.
  struct Counted: Equatable {
    let hash: UInt64?
    let verdict: Verdict
    let picks: [Int]?

    /// Whether it differs from a run whose picks are known.
    func isNot(_ other: Counted) -> Bool {
      hash != other.hash || verdict != other.verdict || picks != nil && picks != other.picks
    }
  }

  /// What a search comes to.
  struct Outcome: Equatable {
    var runs: [Counted] = []
    var isExact = true
    var isOver = false
    var isCut = false
    var progress = 0.0

    mutating func note(_ search: DPORSearch) {
      (isExact, isOver, isCut, progress) = (search.isExact, search.isOver, search.isCut, search.progress)
    }
  }

  /// How a search was divided.
  struct Division {
    var given = 0
    var wasted = 0
    var taken = 0
    var alone = 0
  }

  /// What a search takes for granted, and where it ends.
  enum Mode: CaseIterable {
    /// It has seen that what an event touches may differ.
    case unsure
    /// It knows that of a few events alone.
    case forgetful
    /// It takes it that an event touches always the same.
    case exact
    /// It does, and reverses two races at most.
    case bounded

    /// A search that is divisible from the beginning.
    var search: DPORSearch {
      DPORSearch(
        .reduced(reversals: self == .bounded ? 2 : .max), exact: self != .unsure, wholeRuns: 0,
        footprints: FootprintTable(capacity: self == .forgetful ? 4 : FootprintTable.capacity))
    }
  }

  /// The search that makes all runs itself.
  static func whole(_ subject: Subject, _ mode: Mode, limit: Int) -> Outcome {
    let search = mode.search
    var outcome = Outcome()
    while !search.isOver, outcome.runs.count < limit { run(search, subject, &outcome) }
    outcome.note(search)
    return outcome
  }

  private static func run(_ search: DPORSearch, _ subject: Subject, _ outcome: inout Outcome) {
    search.beginRun()
    let trial = subject.run(search, VirtualEventLoop.Limits(), .leftovers)
    guard let record = trial.record else { return }
    let hash = search.endRun(record)
    outcome.runs.append(Counted(hash: hash, verdict: trial.verdict, picks: record.picks))
  }

  /// The same search, whose branches are searched in an order that follows from a seed, and pause where it says so.
  static func divided(
    _ subject: Subject, _ mode: Mode, limit: Int, seed: UInt64, division: inout Division
  ) -> Outcome {
    var generator = SeededGenerator(seed: seed)
    let search = mode.search
    var divided = DividedSearch(search, wanted: 1 + generator.next(below: 6))
    var open: [(share: DividedSearch.Share, search: BranchSearch)] = []
    var outcome = Outcome()
    var alone = 0
    while !search.isOver, outcome.runs.count < limit {
      if alone > 0 || !search.isDivisible {
        run(search, subject, &outcome)
        (alone, division.alone) = (max(alone - 1, 0), division.alone + 1)
        continue
      }
      let left = limit - outcome.runs.count
      if generator.next(below: 2) == 0, let share = divided.give(limit: 10 * left) {
        let (most, piece) = (1 + generator.next(below: 12), 1 + generator.next(below: 8))
        let search = BranchSearch(of: share.branch, subject, VirtualEventLoop.Limits(), piecesOf: piece) { $0 >= most }
        open.append((share, search))
      }
      if !open.isEmpty, generator.next(below: 2) == 0 {
        let index = generator.next(below: open.count)
        let searched = open[index].search.next()
        divided.note(searched, of: open[index].share.number)
        if searched.progress != .continues { open.remove(at: index) }
      }
      switch divided.advance(limit: left) {
      case .waits: continue
      case .alone(let runs): (alone, open) = (runs, [])
      case .took(let log):
        division.taken += 1
        var met: Set<Int> = []
        for entry in log.entries {
          let (verdict, picks) = log.verdicts[entry.verdict]
          outcome.runs.append(
            Counted(hash: entry.hash, verdict: verdict, picks: met.insert(entry.verdict).inserted ? picks : nil))
        }
      }
    }
    outcome.note(search)
    division.given += divided.given
    division.wasted += divided.wasted
    return outcome
  }

  /// Compares the two on one subject, by some seeds.
  static func compare(
    _ subject: Subject, _ mode: Mode, limit: Int, seeds: Range<UInt64>, division: inout Division
  ) {
    let whole = whole(subject, mode, limit: limit)
    for seed in seeds {
      let divided = divided(subject, mode, limit: limit, seed: seed, division: &division)
      #expect(divided.isExact == whole.isExact && divided.isOver == whole.isOver, "\(subject.label), seed \(seed)")
      #expect(divided.isCut == whole.isCut && divided.progress == whole.progress, "\(subject.label), seed \(seed)")
      #expect(divided.runs.count == whole.runs.count, "\(subject.label), seed \(seed)")
      let differs = zip(whole.runs, divided.runs).enumerated().first { $0.element.1.isNot($0.element.0) }?.offset
      #expect(differs == nil, "\(subject.label), seed \(seed)")
    }
  }

  @Test(arguments: SmallProgram.Kind.allCases, Mode.allCases)
  func `branches of random programs come to what the search itself comes to`(_ kind: SmallProgram.Kind, _ mode: Mode) {
    var division = Division()
    for seed in UInt64(1)...60 {
      let program = SmallProgram(seed: seed, events: 5, kind)
      Self.compare(program.subject, mode, limit: 60, seeds: seed..<seed + 2, division: &division)
    }
    #expect(division.given > 100 && division.taken > 100, "\(division)")
    // What events touch, and what is taken back, is a guess for the branches that are not next.
    #expect(
      kind == .plain || kind == .revoking || mode == .exact || mode == .bounded || division.wasted > 0, "\(division)")
  }

  @Test func `branches of bugs come to what the search itself comes to, in every style`() {
    var division = Division()
    for bug in BugCatalog.bugs {
      for version in bug.buggy.versions {
        let subject = Subject(bug.buggy, version, under: bug.plan)
        for mode in Mode.allCases { Self.compare(subject, mode, limit: 80, seeds: 1..<3, division: &division) }
      }
    }
    #expect(division.taken > 50, "\(division)")
  }
}
