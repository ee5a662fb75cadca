// Many runs of ordinary code, one after another and side by side.

import EventLoops
import Exploration
import OrdinaryPrograms
import Synchronization
import Testing

@Suite("Many runs of ordinary programs")
struct ManyRunsTests {
  private final class Loops: Sendable {
    private let loops = Mutex<[WeakLoop]>([])
    func note(_ loop: VirtualEventLoop) { loops.withLock { $0.append(WeakLoop(loop: loop)) } }
    var count: Int { loops.withLock { $0.count } }
    var alive: Int { loops.withLock { $0.count { $0.loop != nil } } }
  }

  private struct WeakLoop: Sendable {
    weak let loop: VirtualEventLoop?
  }

  /// Programs that end all their tasks, of each folder.
  private static let programs: [OrdinaryProgram] = [
    .tokenABA, .lostWakeUp, .debounceAfterClear, .poolStarvation, .cancelBeforeRegister, .streamDrop, .twoLeaders,
    .groupLoserWrites, .tornWrite, .debouncedError,
  ]

  @Test func `A run leaves neither its loop nor a task behind`() {
    guard Captures.isAvailable else { return }
    let loops = Loops()
    for program in Self.programs {
      let subject = Subject(program.name, sharing: .anything, capturing: .everything) { loop in
        loops.note(loop)
        loop.spawn { _ = await program.run(isFixed: false) }
        return { report in Verdict("\(report.ending)") }
      }
      let exploration = ScheduleExploration(of: subject, Effort(runs: 40, seededRuns: 0, auditRuns: 20))
      #expect(exploration.outcomes.outcomes == ["quiescent"])
    }
    #expect(loops.count > 400)
    #expect(loops.alive == 0)
  }

  @Test func `A hundred explorations side by side come to the same as one alone, beside ordinary tasks`() async {
    guard Captures.isAvailable else { return }
    let effort = Effort(runs: 20, seededRuns: 0, auditRuns: 10)
    @Sendable func page(_ program: OrdinaryProgram) -> String {
      let exploration = ScheduleExploration(of: Subject(program, isFixed: false), effort)
      return "\(exploration) \(exploration.outcomes.rows.map(\.picks))"
    }
    let alone = Self.programs.map(page)
    await withTaskGroup(of: (Int, String)?.self) { group in
      for number in 0..<100 {
        group.addTask { (number, page(Self.programs[number % Self.programs.count])) }
        group.addTask {
          let box = Mutex(0)
          await Task { await Task.yield() }.value
          await Task { @MainActor in box.withLock { $0 += 1 } }.value
          #expect(box.withLock { $0 } == 1)
          return nil
        }
      }
      for await result in group {
        if let (number, text) = result { #expect(text == alone[number % alone.count]) }
      }
    }
  }
}
