// Branches that are searched to their end before the search comes to them.

import EventLoops
import Testing

@testable import Exploration

struct EarlyBranchTests {
  /// What an event reads, and what it changes.
  struct Event: Sendable {
    var reads: [Int] = []
    var writes: [Int] = []
  }

  /// Events that are ready at the same time.
  struct Program: Sendable, CustomStringConvertible {
    let events: [Event]
    let isExact: Bool

    var description: String { "\(events.map { "\($0.reads) \($0.writes)" }) \(isExact)" }

    var subject: Subject {
      Subject("early branches", sharing: .notedState) { loop in
        let cells = (0..<3).map { _ in LoopConfined(0, on: loop) }
        for (number, event) in events.enumerated() {
          loop.post {
            let sum = event.reads.reduce(number + 1) { $0 &+ cells[$1].value }
            for cell in event.writes { cells[cell].value = cells[cell].value &* 7 &+ sum }
          }
        }
        return { _ in Verdict(cells.map { String($0.value) }.joined(separator: " ")) }
      }
    }

    var search: DPORSearch { DPORSearch(.reduced(reversals: .max), exact: isExact, wholeRuns: 0) }
  }

  /// Programs in which what is left to try at a point grows between the time when a branch begins and that when its turn comes, so that
  /// a sequence that the branch offers second is no longer covered by what was there before, but by what it has offered first.
  static let programs = [
    Program(
      events: [
        Event(reads: [1, 2]), Event(writes: [1]), Event(reads: [1], writes: [0]), Event(reads: [0], writes: [2]),
        Event(writes: [2]),
      ], isExact: true),
    Program(
      events: [
        Event(reads: [0, 2]), Event(reads: [0], writes: [1]), Event(reads: [1], writes: [2]), Event(writes: [0]),
        Event(writes: [2]),
      ], isExact: true),
    Program(
      events: [
        Event(reads: [0]), Event(writes: [1]), Event(writes: [0]), Event(reads: [1]), Event(reads: [0]),
        Event(reads: [0], writes: [1]),
      ], isExact: false),
  ]

  /// The classes of the runs of a search that makes them all itself, in their order.
  private static func whole(_ program: Program) -> [UInt64?] {
    let (search, subject) = (program.search, program.subject)
    var hashes: [UInt64?] = []
    while !search.isOver {
      search.beginRun()
      guard let record = subject.run(search, VirtualEventLoop.Limits(), .leftovers).record else { return hashes }
      hashes.append(search.endRun(record))
    }
    return hashes
  }

  /// The same, of one whose branches are searched to their end as soon as they are known; only the next one waits after each run.
  private static func early(_ program: Program) -> [UInt64?] {
    let (search, subject) = (program.search, program.subject)
    var divided = DividedSearch(search, wanted: 8)
    var hashes: [UInt64?] = []
    while !search.isOver {
      while let share = divided.give(limit: 1_000) {
        let isNext = share.branch.isNext
        let branch = BranchSearch(of: share.branch, subject, VirtualEventLoop.Limits()) { _ in isNext }
        var searched = branch.next()
        divided.note(searched, of: share.number)
        while searched.progress == .continues {
          searched = branch.next()
          divided.note(searched, of: share.number)
        }
      }
      switch divided.advance(limit: .max) {
      case .waits: continue
      case .alone: return hashes
      case .took(let log): hashes += log.entries.map(\.hash)
      }
    }
    return hashes
  }

  @Test(arguments: programs)
  func `branches that are searched early do not change the order of the runs`(_ program: Program) {
    let whole = Self.whole(program)
    #expect(whole.count > 20)
    #expect(Self.early(program) == whole)
  }
}
