// A run leaves nothing in memory: a search of ten million runs needs no more than one of a thousand.

import EventLoops
import Pipelines
import Promises
import Synchronization
import Testing

@testable import Comparison
@testable import Exploration

struct MemoryTests {
  /// A weak reference to a loop.
  private final class Memory: Sendable {
    let loops = Mutex<[WeakLoop]>([])

    /// How many of the loops are still there.
    var alive: Int { loops.withLock { $0.count { $0.loop != nil } } }

    func note(_ loop: any EventLoop) {
      loops.withLock { $0.append(WeakLoop(loop: loop as? VirtualEventLoop)) }
    }

    /// A version that also notes the loops on which it is started.
    func watching(_ version: ComparedProgram.Version) -> ComparedProgram.Version {
      ComparedProgram.Version(style: version.style, variant: version.variant, site: version.site) { launch in
        self.note(launch.context.loop)
        version.start(launch)
      }
    }
  }

  private struct WeakLoop: Sendable {
    weak let loop: VirtualEventLoop?
  }

  @Test func `when a run is over its loop and all that was on it is gone, in every style`() {
    let memory = Memory()
    let program = ComparedProgram("chain")
      .callback { context, completion in
        memory.note(context.loop)
        return context.api.call(1, "a") { _ in context.api.call(2, "b", completion: completion) }
      }
      .future { context in
        memory.note(context.loop)
        return context.api.call(1, "a").flatMap { _ in context.api.call(2, "b") }
      }
      .async { context in
        memory.note(context.loop)
        _ = try await context.api.call(1, "a")
        return try await context.api.call(2, "b")
      }
    for version in program.versions {
      let subject = Subject(program, version, under: Plan(pipelines: 2))
      _ = subject.run(RandomScheduler(seed: 1), VirtualEventLoop.Limits(), .leftovers)
      #expect(memory.alive == 0, "\(version)")
    }
    #expect(memory.loops.withLock { $0.count } == 6)
  }

  @Test(arguments: BugCatalogTests.specimens)
  func `a run of a bug leaves no loop behind either, though it may leave work undone`(
    _ specimen: BugCatalogTests.Specimen
  ) throws {
    let memory = Memory()
    let bug = specimen.bug.buggy
    let version = try #require(bug.versions.first { $0.style == specimen.style })
    let subject = Subject(bug, memory.watching(version), under: specimen.bug.plan)
    for seed in UInt64(0)..<20 {
      _ = subject.run(RandomScheduler(seed: seed), VirtualEventLoop.Limits(steps: 10_000), .leftovers)
    }
    #expect(memory.alive == 0)
  }

  /// A program that waits forever, and under which plan.
  struct Endless: Sendable, CustomTestStringConvertible {
    let program: ComparedProgram
    let plan: Plan

    var testDescription: String { program.name }
  }

  private static let silentAfterOneQuery = ClientScript.Act(
    .sends(ClientScript.Message(Array("registered\r\n".utf8))), after: .milliseconds(10))

  @Test(
    arguments: [
      Endless(program: ThreeStages.program, plan: Plan(calls: ["2": CallBehaviour(answer: .never)])),
      Endless(program: CharacterFinder.program, plan: Plan().with(client: ClientScript(acts: [silentAfterOneQuery]))),
    ])
  func `a plain run leaves nothing in memory either, even if the program waits forever`(_ endless: Endless) {
    for version in endless.program.versions {
      let memory = Memory()
      let run = endless.program.runAlone(memory.watching(version), under: endless.plan)
      #expect(run.outcomes == [nil], "\(version)")
      #expect(memory.alive == 0, "\(version)")
    }
  }

  @Test func `no more hashes of classes are kept than there is room for, and a search still counts its own`() {
    var classes = ClassCount(capacity: 100)
    classes.add(1)
    classes.beginSearch()
    for hash in 1...1_000 { classes.addFromSearch(UInt64(hash)) }
    classes.add(5_000)
    #expect(classes.kept == 100)
    #expect(classes.count == 1_000)
    #expect(!classes.isExact)
  }

  @Test func `no more verdicts are kept than there is room for, and the rest are counted`() {
    var outcomes = OutcomeSet()
    for run in 1...OutcomeSet.capacity + 7 { _ = outcomes.add(Verdict("\(run)"), run: run, picks: []) }
    _ = outcomes.add(Verdict("1"), run: 1, picks: [])
    #expect(outcomes.rows.count == OutcomeSet.capacity)
    #expect(outcomes.further == 7)
    #expect(outcomes.rows[0].count == 2)
  }
}
