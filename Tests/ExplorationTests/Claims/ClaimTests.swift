// The claims of an exploration: "all there are" only if that is proved, and the basis of the proof.

import EventLoops
import Testing

@testable import EventLoops
@testable import Exploration

struct ClaimTests {
  /// State that no loop notes.
  final class Plain: @unchecked Sendable { var text = "" }

  /// Posts that add their names to a plain object, which no access tells.
  static func unnoted(_ count: Int, sharing: Sharing = .anything) -> Subject {
    Subject("unnoted", sharing: sharing) { loop in
      let plain = Plain()
      for name in ["a", "b", "c", "d", "e", "f", "g", "h"].prefix(count) { loop.post(name) { plain.text += name } }
      return { _ in Verdict(plain.text) }
    }
  }

  /// The same with noted state.
  static func noted(_ count: Int, sharing: Sharing = .anything) -> Subject {
    Subject("noted", sharing: sharing) { loop in
      let cell = LoopConfined("", on: loop)
      for name in ["a", "b", "c", "d", "e", "f", "g", "h"].prefix(count) { loop.post(name) { cell.value += name } }
      return { _ in Verdict(cell.value) }
    }
  }

  @Test func `A program that declares nothing is complete once every order was run`() {
    let exploration = ScheduleExploration(of: Self.noted(3))
    #expect(exploration.extent == .everyOrder)
    #expect(exploration.isComplete)
    #expect(exploration.assumption == nil)
    #expect(exploration.phases.first { $0.name == "every order" }?.runs == 6)
    #expect(
      exploration.coverage.hasSuffix("6 classes of schedules: all there are (6 runs were every order of ready events)"))
  }

  @Test func `The search of every order finds the outcomes that depend on unnoted state`() {
    let exploration = ScheduleExploration(of: Self.unnoted(3), Effort(seededRuns: 0, auditRuns: 0))
    #expect(exploration.outcomes.rows.count == 6)
    #expect(exploration.isComplete && exploration.isClean)
    #expect(exploration.classes == 1)
  }

  @Test func `A declaration of noted state makes the reduced search a proof, and the claim names it`() {
    let exploration = ScheduleExploration(of: Self.noted(3, sharing: .notedState))
    #expect(exploration.extent == .everyClass)
    #expect(exploration.isComplete)
    #expect(exploration.assumption == "events share only noted state")
    #expect(!exploration.phases.contains { $0.name == "every order" })
    #expect(
      exploration.coverage.hasSuffix("6 classes of schedules: all there are (declared: events share only noted state)"))
  }

  @Test
  func `Without a declaration and without the budget for every order the assumption is said, and nothing claimed`() {
    let exploration = ScheduleExploration(of: Self.noted(5), Effort(runs: 100, seededRuns: 20, auditRuns: 10))
    #expect(exploration.extent == .part)
    let some = Effort(runs: 150, reversals: nil, seededRuns: 20, auditRuns: 10)
    let whole = ScheduleExploration(of: Self.noted(5), some)
    #expect(whole.extent == .everyClassIfNoted)
    #expect(!whole.isComplete)
    #expect(whole.assumption == "events share only noted state")
    let about = whole.phases.first { $0.name == "every order" }?.estimate ?? 0
    #expect(
      whole.coverage.hasSuffix(
        "120 classes of schedules: all there are if events share only noted state, which is not declared; a search of "
          + "every order was stopped after 30 runs of about \(about), by the budget of 150"), "\(whole.coverage)")
    #expect(whole.phases.first { $0.name == "seeded" }?.runs == 30)
  }

  @Test func `A search of every order that is far larger than the budget is given up early`() {
    let exploration = ScheduleExploration(of: ReductionTests.chains(4, of: 4, sharing: false), Effort(runs: 100_000))
    #expect(exploration.phases.first { $0.name == "every order" }?.runs == 1_024)
    #expect(exploration.extent == .everyClassIfNoted)
  }

  @Test func `What the search does not understand withholds the claim and is named, though the program declares`() {
    let subject = Subject("unseen", sharing: .notedState) { loop in
      for name in ["an actor's queue", "AsyncStream", "an actor's queue"] {
        loop.post { loop.record?.noteUnseen(name) }
        for _ in 0..<3 { loop.post {} }
      }
      return { _ in Verdict("") }
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 50, seededRuns: 0, auditRuns: 5))
    #expect(!exploration.isComplete)
    #expect(exploration.unseen == ["an actor's queue", "AsyncStream"])
    #expect(
      exploration.coverage.contains(
        "all there are if nothing depends on an actor's queue and AsyncStream, which a search does not see; a search of "
          + "every order was stopped after 49 runs"), "\(exploration.coverage)")
  }

  @Test func `What the search does not understand does no harm where every order was run`() {
    let subject = Subject("unseen", sharing: .notedState) { loop in
      for _ in 0..<3 { loop.post { loop.record?.noteUnseen("an actor's queue") } }
      return { _ in Verdict("") }
    }
    let exploration = ScheduleExploration(of: subject)
    #expect(exploration.extent == .everyOrder)
    #expect(exploration.unseen == ["an actor's queue"])
  }

  @Test func `The same effort and seed make the same phases and outcomes`() {
    for subject in [Self.unnoted(6), Self.noted(4), ReductionTests.lostUpdate(callers: 3)] {
      let pages = (0..<2).map { _ in ScheduleExploration(of: subject, Effort(runs: 300)).page }
      #expect(pages[0] == pages[1])
    }
  }
}

extension ScheduleExploration {
  /// Everything that it reports.
  fileprivate var page: String { "\(self)\n\(statistics)\n\(phases)\n\(outcomes.rows)" }
}
