// The reduced search against every order of small programs: it meets each class, and where it can, each only once.

import EventLoops
import Synchronization
import Testing

@testable import Exploration

struct OptimalityTests {
  @Test(arguments: SmallProgram.Kind.allCases)
  func `on random programs the reduced search meets every class of the full one`(_ kind: SmallProgram.Kind) {
    var (orders, classes, exact) = (0, 0, 0)
    var (seed, programs) = (0, 0)
    while programs < 80 {
      seed += 1
      let program = SmallProgram(seed: UInt64(seed), kind)
      guard let brute = program.bruteForce(limit: 80) else { continue }
      programs += 1
      let full = SearchCount(of: program.subject, .everyOrder, limit: .max)
      let reduced = SearchCount(of: program.subject, limit: .max)
      #expect(Set(full.verdicts.map(\.outcome)) == brute.outcomes, "seed \(seed): \(program)")
      #expect(full.runs == brute.orders, "seed \(seed): \(program)")
      #expect(reduced.classes == full.classes, "seed \(seed): \(program)")
      #expect(reduced.verdicts == full.verdicts, "seed \(seed): \(program)")
      // An event sleeps with what it touches under any of its choices, so a class may be met again under another one.
      if kind != .choosing { #expect(reduced.runs == reduced.classes.count, "seed \(seed): \(program)") }
      if reduced.isExact {
        exact += 1
        #expect(reduced.redundant == 0 && reduced.discarded == 0, "seed \(seed): \(program)")
        #expect(reduced.runs == reduced.classes.count, "seed \(seed): \(program)")
      }
      orders += full.runs
      classes += reduced.runs
    }
    // The programs are no straight lines, and the reduction does reduce.
    #expect(orders > 5 * 80)
    #expect(classes * 3 < orders * 2)
    #expect(kind == .plain ? exact == 80 : exact > 80 / 5)
  }

  /// Programs of which a search loses classes that takes one thing too many for granted.
  private static let traps: [(program: SmallProgram, classes: Int)] = [
    // What the first event touches depends on what it reads.
    (
      SmallProgram(
        roots: [0, 1, 2],
        events: [[.doubleIfOdd(cell: 2, 0)], [.post(2)], [.add(cell: 2, 1), .post(3)], [.double(cell: 0)]]),
      14
    ),
    // The first event takes a ready one back, in the beginning that all of its runs share.
    (
      SmallProgram(
        roots: [0, 1, 2], timers: [4],
        events: [
          [.schedule(4, ticks: 2), .revoke(0)], [.double(cell: 1)], [.post(3)], [.schedule(4, ticks: 0)],
          [.double(cell: 0)],
        ]),
      5
    ),
    // Which timer is taken back depends on the order, and so does whether the first event conflicts with it.
    (
      SmallProgram(
        roots: [0, 1, 2], timers: [3, 2],
        events: [
          [.cancel(3)], [.revoke(1), .double(cell: 0)], [.schedule(3, ticks: 0), .double(cell: 1)], [.double(cell: 2)],
        ]),
      17
    ),
    // A choice says whether the second event conflicts with those that the third one posts.
    (
      SmallProgram(
        roots: [0, 1, 2],
        events: [
          [.schedule(3, ticks: 2)], [.addToEither(2, 1)], [.post(3), .post(3)], [.cancel(1), .add(cell: 1, 2)],
        ]),
      8
    ),
    // What the timer conflicts with runs after the event that takes it back.
    (
      SmallProgram(
        roots: [0, 1], timers: [4],
        events: [
          [.post(3)], [.schedule(2, ticks: 0), .double(cell: 2)], [.revoke(0)], [.post(4), .schedule(4, ticks: 1)],
          [.add(cell: 1, 1)],
        ]),
      3
    ),
    // A timer that two events take back, one of them too late.
    (
      SmallProgram(
        roots: [0, 1, 2], timers: [4],
        events: [
          [.double(cell: 1), .revoke(0)], [.schedule(3, ticks: 1), .add(cell: 1, 2)], [.revoke(0)], [.post(4)], [],
        ]),
      8
    ),
  ]

  @Test(arguments: traps.indices)
  func `no class is lost where footprints, cancellations and choices depend on the order`(_ index: Int) {
    let (program, classes) = Self.traps[index]
    let full = SearchCount(of: program.subject, .everyOrder, limit: .max)
    let reduced = SearchCount(of: program.subject, limit: .max)
    #expect(full.classes.count == classes)
    #expect(reduced.classes == full.classes)
    #expect(!reduced.isExact)
  }

  /// Events that may touch less than they seem to, beside tasks that sleep.
  private static func subject(tasks: Int, _ finished: Counter, _ ended: Counter) -> Subject {
    Subject("neighbours") { loop in
      let cells = NeighbourSort(3, of: 3, on: loop)
      for _ in 0..<tasks {
        loop.spawn {
          try? await loop.sleep(for: .milliseconds(1))
          ended.add()
        }
      }
      return { _ in
        finished.add()
        return Verdict(cells.text)
      }
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  @Test func `a redundant run ends as soon as it is known to be one, without a verdict`() {
    let (finished, ended) = (Counter(), Counter())
    let count = SearchCount(of: Self.subject(tasks: 0, finished, ended), limit: 2_000)
    #expect(count.isComplete && !count.isExact && count.redundant > 0)
    #expect(finished.value == count.runs + count.discarded)
    let search = DPORSearch(.reduced(reversals: .max), exact: false)
    var lengths: (ended: Set<Int>, cut: Set<Int>) = ([], [])
    while !search.isOver {
      search.beginRun()
      let trial = Self.subject(tasks: 0, finished, ended).run(search, VirtualEventLoop.Limits(), .leftovers)
      guard let record = trial.record else { return }
      #expect((trial.report.ending == .stopped) == search.endsRun)
      if search.endRun(record) == nil {
        lengths.cut.insert(record.steps.count)
      } else {
        lengths.ended.insert(record.steps.count)
      }
    }
    #expect(lengths.ended == [9])
    #expect(lengths.cut.max() ?? 9 < 9)
  }

  @Test func `a redundant run with tasks goes to its end, and leaves no task behind`() {
    let (finished, ended) = (Counter(), Counter())
    let count = SearchCount(of: Self.subject(tasks: 2, finished, ended), limit: 2_000)
    #expect(count.redundant > 0)
    #expect(ended.value == 2 * finished.value)
    #expect(finished.value == count.runs + count.redundant + count.discarded)
  }

  @Test func `a search that has met other footprints starts over, and counts only what follows`() throws {
    let program = Self.traps[0].program
    let search = DPORSearch(.reduced(reversals: .max))
    var (runs, starts) = (0, 0)
    while !search.isOver {
      search.beginRun()
      let record = try #require(program.subject.run(search, VirtualEventLoop.Limits(), .leftovers).record)
      if search.endRun(record) != nil { runs += 1 }
      if search.hasStartedOver { (runs, starts) = (0, starts + 1) }
    }
    #expect(starts == 1 && !search.isExact)
    #expect(runs == 14)
    #expect(SearchCount(of: program.subject, limit: .max).discarded > 0)
  }

  @Test func `a table of footprints that is full claims no more`() {
    var table = FootprintTable(capacity: 2)
    let search = DPORSearch(.everyOrder)
    search.beginRun()
    guard let record = Self.traps[0].program.subject.run(search, VirtualEventLoop.Limits(), .leftovers).record else {
      return
    }
    #expect(!table.isFull)
    let agrees = table.agrees(with: record, HappensBefore(record, count: record.steps.count), from: 0)
    #expect(agrees)
    #expect(table.isFull)
  }
}
