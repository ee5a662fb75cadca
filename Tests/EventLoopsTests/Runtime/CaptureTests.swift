// A capturing loop runs unmodified async code in virtual time, and leaves everything else in the process alone.

import Testing

@testable import EventLoops

/// Whether the runtime allows capture, as it says itself; elsewhere, these tests have nothing to look at.
private let isAvailable = VirtualEventLoop(capturing: .everything).capturing == .everything

@Test func `a loop captures where the runtime allows it, and only if asked to`() {
  #if BRAID_PORTABLE
    #expect(!isAvailable)
  #elseif os(Linux) && canImport(Glibc) && compiler(>=6.3) && compiler(<6.4)
    #expect(isAvailable)
  #endif
  #expect(VirtualEventLoop().capturing == .nothing)
}

@Suite("Capturing", .enabled(if: isAvailable))
struct CaptureTests {
  @Test(arguments: OrdinaryProgram.all, LoopSetup.inOrderOfCallbacks)
  func `unmodified code runs in virtual time, to the exact instant`(program: OrdinaryProgram, setup: LoopSetup) throws {
    let loop = VirtualEventLoop(policy: setup.policy, recording: setup.recording, capturing: .everything)
    let lines = try loop.run(program.name, program.body)
    #expect(lines == program.lines)
    #expect(loop.now == .zero.advanced(by: program.end))
    let report = loop.run()
    #expect(report.isClean, "\(report)")
  }

  @Test(arguments: OrdinaryProgram.all)
  func `every run has the same trace`(program: OrdinaryProgram) throws {
    func trace() throws -> [TraceEvent] {
      let loop = VirtualEventLoop(capturing: .everything)
      _ = try loop.run(program.name, program.body)
      return loop.run().trace.events
    }
    let first = try trace()
    for _ in 1..<20 { #expect(try trace() == first) }
  }

  @Test func `captured sleeps and the loop's own timers go by one clock and one order`() {
    let loop = VirtualEventLoop(capturing: .everything)
    let log = Log(on: loop)
    loop.schedule(after: .seconds(1)) { log.stamp("timer, set first") }
    loop.post {
      Task {
        try await Task.sleep(for: .seconds(1))
        log.stamp("task")
        loop.post { log.stamp("posted by the task") }
      }
    }
    loop.post { loop.schedule(after: .seconds(1)) { log.stamp("timer, set second") } }
    loop.spawn {
      try await loop.sleep(for: .milliseconds(999))
      try await Task.sleep(for: .milliseconds(1))
      log.stamp("spawned")
    }
    #expect(loop.run().isClean)
    #expect(
      log.lines == [
        "1s timer, set first", "1s timer, set second", "1s task", "1s spawned", "1s posted by the task",
      ])
  }

  @Test func `a cancelled sleep ends at once and leaves no timer behind`() {
    let loop = VirtualEventLoop(capturing: .everything)
    let log = Log(on: loop)
    loop.post {
      let sleeper = Task {
        do { try await Task.sleep(for: .seconds(9)) } catch { log.stamp("\(error)") }
      }
      loop.schedule(after: .seconds(2)) { sleeper.cancel() }
    }
    let report = loop.run()
    #expect(log.lines == ["2s CancellationError()"])
    #expect(report.instant == .zero.advanced(by: .seconds(2)))
    #expect(report.isClean)
  }

  @Test func `a task that is cancelled between two runs stays on its loop`() {
    let loop = VirtualEventLoop(capturing: .everything)
    let log = Log(on: loop)
    let sleeper = Handover<Task<Void, Never>>()
    loop.post {
      sleeper.put(Task { do { try await Task.sleep(for: .seconds(9)) } catch { log.stamp("\(error)") } })
    }
    #expect(loop.run(until: .zero.advanced(by: .seconds(1))).ending == .paused)
    sleeper.take()?.cancel()
    #expect(log.lines.isEmpty)
    #expect(loop.run().isClean)
    #expect(log.lines == ["1s CancellationError()"])
  }

  @Test func `two loops on two threads and ordinary tasks beside them do not mix`() async {
    let strangers = await withTaskGroup(of: Int.self) { group in
      for number in 1...6 {
        group.addTask {
          var strangers = 0
          for program in OrdinaryProgram.all where number.isMultiple(of: 2) {
            let loop = VirtualEventLoop(name: "loop \(number)", capturing: .everything)
            let lines = try? loop.run(program.name) {
              let thread = ThreadIdentity.current
              let lines = try await program.body()
              #expect(loop.isCurrent && ThreadIdentity.current == thread)
              return lines
            }
            #expect(lines == program.lines)
            #expect(loop.now == .zero.advanced(by: program.end))
          }
          for _ in 1...50 where !number.isMultiple(of: 2) {
            let isOnLoop = await Task { () -> Bool in
              await Task.yield()
              return RunningLoop.current != nil
            }.value
            let detachedIsOnLoop = await Task.detached {
              try? await Task.sleep(nanoseconds: 1)
              return RunningLoop.current != nil
            }.value
            let mainIsOnLoop = await MainActor.run { RunningLoop.current != nil }
            if isOnLoop || detachedIsOnLoop || mainIsOnLoop { strangers += 1 }
          }
          return strangers
        }
      }
      return await group.reduce(0, +)
    }
    #expect(strangers == 0)
  }

  @Test func `segments of the main actor exclude each other over all loops`() async {
    let hall = Hall()
    await withTaskGroup(of: Void.self) { group in
      for _ in 1...4 {
        group.addTask {
          let loop = VirtualEventLoop(recording: .nothing, capturing: .everything)
          for _ in 1...200 { loop.spawn { await hall.enter() } }
          _ = loop.run()
        }
      }
    }
    let loop = VirtualEventLoop(capturing: .everything)
    #expect((try? loop.run { await hall.guests }) == 800)
  }

  @MainActor
  private final class Hall {
    private(set) var guests = 0

    func enter() {
      let before = guests
      for _ in 1...20 { _ = ThreadIdentity.current }
      guests = before + 1
    }
  }

  @MainActor
  @Test func `a test on the main actor may run a program that uses the main actor`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    let number = try loop.run { await MainActor.run { 5 } }
    #expect(number == 5)
    MainActor.assertIsolated()
  }

  @Test func `a task of another executor continues there`() async {
    let (stream, source) = AsyncStream.makeStream(of: Int.self)
    let waiting = Task { () -> Bool in
      for await _ in stream {}
      return RunningLoop.current == nil
    }
    await Task.yield()
    let report = await Task.detached {
      let loop = VirtualEventLoop(capturing: .everything)
      loop.post { source.finish() }
      return loop.run()
    }.value
    #expect(report.isClean)
    #expect(await waiting.value)
  }

  @Test func `what another thread resumes is still an escape`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.spawn("listener") {
      await withCheckedContinuation { continuation in
        _ = loop.schedule(after: .milliseconds(1)) { onAnotherThread { continuation.resume() } }
      }
    }
    // The thread itself is one as well, in a program that takes the calls to Dispatch.
    let escapes = loop.run().escapes.filter { $0.kind != .usedSystem }
    #expect(escapes.map(\.kind) == [.suspendedElsewhere])
    #expect(escapes.first?.description.contains("no event of the loop brings about: an AsyncStream") == true)
    #expect(escapes.first?.description.contains("Task.sleep") == false)
  }

  @Test func `inside, Swift's clocks show the loop's time; outside, they show their own`() throws {
    let before = ContinuousClock.now
    let loop = VirtualEventLoop(capturing: .everything)
    let (measured, slept) = try loop.run {
      let start = SuspendingClock.now
      let measured = try await ContinuousClock().measure { try await Task.sleep(for: .nanoseconds(3_000_000_001)) }
      loop.block(for: .nanoseconds(999))
      return (measured, start.duration(to: .now))
    }
    #expect(measured == .nanoseconds(3_000_000_001))
    #expect(slept == .nanoseconds(3_000_001_000))
    #expect(before <= .now)
  }
}
