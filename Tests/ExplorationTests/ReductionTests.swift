// The reduced search: how many runs it takes, and that it meets every outcome that the full one meets.

import EventLoops
import Testing

@testable import Exploration

struct ReductionTests {
  /// Runs a tree search to its end.
  static func exhaust(_ subject: Subject, _ extent: DPORSearch.Extent, limit: Int = 200_000)
    -> (runs: Int, redundant: Int, verdicts: Set<Verdict>)
  {
    var misjudged = 0
    let count = SearchCount(of: subject, extent, limit: limit) { record, hash in
      if hash != HappensBefore(record, count: record.steps.count).classHash { misjudged += 1 }
    }
    #expect(misjudged == 0, "the order of a run differs from what it is when it is looked at alone")
    return (count.runs, count.redundant, count.verdicts)
  }

  /// Callers that read a count, and in a later event write it back plus one.
  static func lostUpdate(callers: Int, keys: Int = 1) -> Subject {
    Subject("lost update", sharing: .notedState) { loop in
      let cells = (0..<keys).map { _ in LoopConfined(0, on: loop) }
      for index in 0..<callers * keys {
        let cell = cells[index % keys]
        loop.post("read") {
          let seen = cell.value
          loop.post("write") { cell.value = seen + 1 }
        }
      }
      return { _ in Verdict(cells.map { "\($0.value)" }.joined(separator: " ")) }
    }
  }

  /// Chains of posts that share nothing, or of which the last writes to one cell.
  static func chains(_ count: Int, of length: Int, sharing: Bool) -> Subject {
    @Sendable func go(_ loop: VirtualEventLoop, _ left: Int, _ last: @escaping @Sendable () -> Void) {
      loop.post { left == 1 ? last() : go(loop, left - 1, last) }
    }
    return Subject("chains") { loop in
      let shown = LoopConfined(-1, on: loop)
      for index in 0..<count { go(loop, length) { if sharing { shown.value = index } } }
      return { _ in Verdict("\(shown.value)") }
    }
  }

  @Test(arguments: [
    (lostUpdate(callers: 2), 6, 4), (lostUpdate(callers: 3), 90, 36), (lostUpdate(callers: 4), 2_520, 576),
    (chains(3, of: 3, sharing: false), 1_680, 1), (chains(3, of: 3, sharing: true), 1_680, 6),
  ])
  func `the reduced search runs one schedule of each class and meets every outcome`(
    _ subject: Subject, _ orders: Int, _ classes: Int
  ) {
    let full = Self.exhaust(subject, .everyOrder)
    let reduced = Self.exhaust(subject, .reduced(reversals: .max))
    #expect(full.runs == orders)
    #expect(reduced.runs == classes)
    #expect(reduced.redundant == 0)
    #expect(reduced.verdicts == full.verdicts)
  }

  @Test func `twelve events that share nothing take one run, and four that end at one cell take twenty-four`() {
    #expect(Self.exhaust(Self.chains(4, of: 3, sharing: false), .reduced(reversals: .max)).runs == 1)
    #expect(Self.exhaust(Self.chains(4, of: 3, sharing: true), .reduced(reversals: .max)).runs == 24)
    #expect(Self.exhaust(Self.lostUpdate(callers: 2, keys: 3), .reduced(reversals: .max)).runs == 64)
  }

  /// A time limit that is due together with the answer, beside chains that share nothing with them.
  static func timeoutTie(chains: Int) -> Subject {
    Subject("timeout tie") { loop in
      let result = LoopConfined("", on: loop)
      loop.post("call") {
        loop.schedule("answer", after: .milliseconds(10)) { result.withValue { if $0 == "" { $0 = "answer" } } }
        loop.schedule("limit", after: .milliseconds(10)) { result.withValue { if $0 == "" { $0 = "limit" } } }
      }
      for _ in 0..<chains { loop.post { loop.schedule(after: .milliseconds(10)) { loop.post {} } } }
      return { _ in Verdict(result.value) }
    }
  }

  @Test(arguments: [(0, 2), (1, 24), (2, 1_080)])
  func `a time limit that ties with the answer has two classes, whatever else runs`(_ chains: Int, _ orders: Int) {
    let full = Self.exhaust(Self.timeoutTie(chains: chains), .everyOrder)
    let reduced = Self.exhaust(Self.timeoutTie(chains: chains), .reduced(reversals: .max))
    #expect(full.runs == orders)
    #expect(reduced.runs == 2)
    #expect(reduced.verdicts == full.verdicts)
  }

  @Test func `with three chains beside it, two runs represent 120,960`() {
    // Four heads in any order, then eight events of which three pairs are in order: 4! · 8! / 2³.
    let reduced = Self.exhaust(Self.timeoutTie(chains: 3), .reduced(reversals: .max))
    #expect(reduced.runs == 2)
    #expect(reduced.redundant == 0)
    #expect(Set(reduced.verdicts.map(\.outcome)) == ["answer", "limit"])
  }

  @Test func `what a choice decides in the middle of an event is known anew for each option`() {
    let subject = Subject("choices") { loop in
      let (left, right) = (LoopConfined("", on: loop), LoopConfined("", on: loop))
      for name in ["a", "b"] {
        loop.post(name) {
          let cell = loop.choose(.fault, among: 2, for: nil) == 0 ? left : right
          cell.value += name
          loop.post { left.value += name }
        }
      }
      return { _ in Verdict("\(left.value) \(right.value)") }
    }
    let full = Self.exhaust(subject, .everyOrder)
    let reduced = Self.exhaust(subject, .reduced(reversals: .max))
    #expect(full.runs == 4 * 6)
    #expect(reduced.verdicts == full.verdicts)
    #expect(reduced.runs <= full.runs)
  }

  /// An event writes one cell only if it reads another one before that is written; `idle` events do nothing.
  static func conditionalWrite(idle: Int) -> Subject {
    Subject("conditional write") { loop in
      let (flag, count) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop))
      loop.post {
        loop.post { flag.value = 1 }
        loop.post { count.value += 1 }
      }
      loop.post { if flag.value == 0 { count.value = 1 } }
      for _ in 0..<idle { loop.post {} }
      return { _ in Verdict("\(flag.value) \(count.value)") }
    }
  }

  @Test(arguments: [0, 1, 2])
  func `a write that depends on what is read is tried in every order, whatever else is ready`(_ idle: Int) {
    let full = Self.exhaust(Self.conditionalWrite(idle: idle), .everyOrder)
    let reduced = Self.exhaust(Self.conditionalWrite(idle: idle), .reduced(reversals: .max))
    #expect(reduced.verdicts == full.verdicts)
    #expect(reduced.runs == 3)
  }

  @Test func `on two hundred random programs both searches agree with a brute force that shares no code with them`() {
    var (orders, classes) = (0, 0)
    var (seed, programs) = (0, 0)
    while programs < 200 {
      seed += 1
      let program = SmallProgram(seed: UInt64(seed))
      guard let brute = program.bruteForce(limit: 80) else { continue }
      programs += 1
      let full = Self.exhaust(program.subject, .everyOrder)
      let reduced = Self.exhaust(program.subject, .reduced(reversals: .max))
      #expect(Set(full.verdicts.map(\.outcome)) == brute.outcomes, "seed \(seed): \(program)")
      #expect(full.runs == brute.orders, "seed \(seed): \(program)")
      #expect(Set(reduced.verdicts.map(\.outcome)) == brute.outcomes, "seed \(seed): \(program)")
      #expect(reduced.runs <= full.runs)
      orders += full.runs
      classes += reduced.runs
    }
    // The programs are no straight lines, and the reduction does reduce.
    #expect(orders > 5 * 200)
    #expect(classes * 2 < orders)
  }
}
