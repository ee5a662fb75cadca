// Seeded runs beside the searches: they check what a finished search has met, by verdict and by class.

import EventLoops
import Testing

@testable import Exploration

struct AuditTests {
  /// A task that spawns four others and awaits each one's value.
  static func awaited(_ sharing: Sharing) -> Subject {
    Subject("awaited", sharing: sharing) { loop in
      loop.spawn("main") {
        let tasks = (1...4).map { number in
          loop.spawn("load \(number)") { try await loop.sleep(for: .milliseconds(1)) }
        }
        for task in tasks { try await task.value }
      }
      return { _ in Verdict("done") }
    }
  }

  @Test func `A class that only seeded runs met is never among all there are`() {
    let exploration = ScheduleExploration(of: Self.awaited(.notedState))
    let searched = exploration.phases.last { $0.kind == .search }?.runs ?? 0
    if exploration.isComplete {
      #expect(exploration.classes <= searched)
    } else {
      #expect(exploration.missed.classes > 0)
    }
  }

  @Test func `A missed class is a contradiction of the declaration`() throws {
    let exploration = ScheduleExploration(of: HiddenClass.subject(.notedState))
    #expect(!exploration.isComplete)
    let missed = exploration.missed.classes
    #expect(missed > 0)
    #expect(exploration.outcomes.rows.count == 1)
    let classes = missed == 1 ? "1 class of schedules" : "\(missed) classes of schedules"
    let sentence =
      "other runs met \(classes) that the finished search did not, so events share something that is not noted"
    #expect(
      exploration.problems == [sentence + ", although the program declares that its events share only noted state"])
    #expect(exploration.coverage.contains("not all there are: \(sentence)"))
  }

  @Test func `A missed outcome is reported without blame where nothing was declared`() {
    let exploration = ScheduleExploration(of: ClaimTests.unnoted(8), Effort(runs: 100, seededRuns: 20, auditRuns: 20))
    #expect(exploration.extent == .part)
    #expect(exploration.problems == [])
    let sentence =
      "other runs met \(exploration.missed.outcomes) outcomes that the finished search did not, so events share "
      + "something that is not noted"
    #expect(exploration.coverage.contains("not all there are: \(sentence); "), "\(exploration.coverage)")
  }

  @Test func `The message names what was not seen, where the record shows it`() {
    let missed = ScheduleExploration.Missed(classes: 0, outcomes: 1)
    #expect(
      missed.sentence(["an actor's queue", "AsyncStream"])
        == "other runs met 1 outcome that the finished search did not, so events share what is not noted: an actor's "
        + "queue and AsyncStream")
  }

  @Test func `Seeded runs begin with the first run of a search, and those of an audit are made in any case`() {
    let long = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 5), Effort(runs: 1_000, reversals: nil))
    #expect(
      long.phases.map(\.name) == ["twice in turn", "depth first, both ways", "any number of reversals", "seeded"])
    #expect(long.phases.map(\.runs) == [2, 2, 1_000, 250])
    let short = ScheduleExploration(of: ReductionTests.lostUpdate(callers: 2))
    #expect(short.isComplete)
    #expect(short.phases.last?.runs == 50)
  }

  @Test func `Seeded runs come one to one with the first runs of a search and one to four after that`() {
    var seeded = SeededRuns(Effort(seededRuns: 900, auditRuns: 100))
    var made: [Int] = []
    for _ in 0..<200 {
      seeded.noteSearchRun()
      while seeded.nextBesideSearch() != nil {}
      made.append(seeded.made)
    }
    #expect(made[0..<64] == (1...64)[...].map(\.self)[...])
    #expect(made[67] == 65 && made[199] == 98)
  }

  @Test func `Every policy has its turn in each cycle of seeded runs`() {
    for policy in SeededPolicy.allCases { #expect(SeededPolicy.cycle.contains(policy)) }
    #expect((0..<16).map { SeededPolicy.of($0) } == SeededPolicy.cycle + SeededPolicy.cycle)
  }
}

/// A program whose classes depend on unnoted state, and whose outcome does not.
enum HiddenClass {
  final class Flag: @unchecked Sendable { var isSet = false }

  static func subject(_ sharing: Sharing) -> Subject {
    Subject("hidden class", sharing: sharing) { loop in
      let flag = Flag()
      loop.post("set") { flag.isSet = true }
      for index in 0..<6 { loop.post("look \(index)") { if flag.isSet { loop.post("further") {} } } }
      return { _ in Verdict("done") }
    }
  }
}
