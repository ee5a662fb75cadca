// What the virtual loop promises, as far as real time allows, the live loop promises too; and some more.

import Callbacks
import Dispatch
import EventLoops
import LiveIO
import LoopLaws
import Promises
import Synchronization
import Testing

@Suite("A live loop", .timeLimit(.minutes(10)))
struct LiveLoopLaws {
  private let loop = LiveEventLoop(name: "live")

  @Test(arguments: LoopLaw.all) func `keeps the laws of every loop`(law: LoopLaw) {
    #expect(law.breaches(on: loop) { loop.run() } == [])
  }

  @Test func `a sleep ends at once when its task is cancelled, on the loop or from elsewhere`() throws {
    let errors = Lines(on: loop)
    let sleeper: @Sendable () async throws -> Void = {
      do { try await loop.sleep(for: .seconds(3_600)) } catch { errors.add("\(error is CancellationError)") }
    }
    let here = loop.spawn("cancelled here", sleeper)
    let elsewhere = loop.spawn("cancelled elsewhere", sleeper)
    let early = loop.spawn("cancelled early", sleeper)
    early.cancel()
    loop.schedule(after: .milliseconds(1)) { here.cancel() }
    loop.schedule(after: .milliseconds(1)) { onAnotherThread { elsewhere.cancel() } }
    #expect(loop.run().isClean)
    #expect(errors.all == ["true", "true", "true"])
  }

  @Test func `a task that does not run on the loop cannot sleep on it`() async {
    await #expect(throws: NotOnLoopError.self) { try await loop.sleep(for: .milliseconds(1)) }
  }

  @Test func `any thread may post while the loop runs, and no event is lost`() {
    let count = LoopConfined(0, on: loop)
    let threads = 4
    let arrivals = (0..<threads).map { _ in loop.expect("thread") { (number: Int) in count.value += number } }
    for arrival in arrivals {
      onThread {
        for _ in 0..<1_000 { loop.post { count.value += 1 } }
        arrival.deliver(1_000_000)
      }
    }
    #expect(loop.run().ending == .quiescent)
    #expect(count.value == threads * 1_001_000)
  }

  @Test func `an arrival counts once, and a dropped one does not keep the loop running`() {
    let lines = Lines(on: loop)
    let arrival = loop.expect("value") { (value: Int) in lines.add("\(value)") }
    loop.post {
      arrival.deliver(1)
      arrival.deliver(2)
    }
    _ = loop.expect("never") { (_: Int) in lines.add("never") }
    #expect(loop.run().ending == .quiescent)
    #expect(lines.all == ["1"])
  }

  @Test func `a wait that can never end is reported with its name, not waited for`() {
    loop.spawn("forgetful") {
      try await suspend(on: loop, "reply", fileID: "App/Main.swift", line: 7) { (_: Suspension<Void>) in }
    }
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(report.leftovers.map(\.label) == ["forgetful", "reply"])
    #expect("\(report)".contains("App/Main.swift:7"))
  }

  @Test func `a promise that is kept twice, or dropped on any thread, is reported by its name`() {
    let twice = Promise<Int>(on: loop, "kept twice")
    let here = Mutex<Promise<Int>?>(Promise(on: loop, "dropped here"))
    let elsewhere = Mutex<Promise<Int>?>(Promise(on: loop, "dropped elsewhere"))
    loop.post {
      twice.succeed(1)
      twice.succeed(2)
      here.withLock { $0 = nil }
      onAnotherThread { elsewhere.withLock { $0 = nil } }
    }
    let report = loop.run()
    #expect(
      report.violations.map { "\($0.label): \($0.kind.rawValue)" }
        == [
          "kept twice: fulfilled twice", "dropped here: dropped unsettled", "dropped elsewhere: dropped unsettled",
        ])
    #expect(report.leftovers.isEmpty)
  }

  @Test func `stopping ends the run with what is left`() {
    loop.schedule("far away", after: .seconds(3_600)) {}
    loop.spawn("sleeper") { try await loop.sleep(for: .seconds(3_600)) }
    loop.schedule(after: .milliseconds(1)) { loop.stop() }
    let report = loop.run()
    #expect(report.ending == .stopped)
    #expect(report.leftovers.map(\.label) == ["sleeper", "sleep"])
  }

  @Test func `a loop that was stopped before it ran ends at once`() {
    loop.post { Issue.record("ran after its stop") }
    loop.stop()
    #expect(loop.run().ending == .stopped)
  }

  @Test func `a loop runs once`() {
    #expect(loop.run().ending == .quiescent)
    #expect(loop.run().ending == .occupied)
  }

  @Test func `running a loop inside one of its events is refused`() {
    let nested = LoopConfined<Report.Ending?>(nil, on: loop)
    loop.post { nested.value = loop.run().ending }
    _ = loop.run()
    #expect(nested.value == .nested(inner: "live", outer: "live"))
  }

  @Test func `an async caller can wait for the end without a thread`() async {
    let count = LoopConfined(0, on: loop)
    loop.schedule(after: .milliseconds(1)) { count.value += 1 }
    #expect(await loop.runUntilDone().ending == .quiescent)
    #expect(count.value == 1)
  }

  @Test func `a pool runs a bounded number of blocking jobs on its threads, and answers on the loop`() {
    let pool = WorkerPool(width: 2)
    let running = Mutex(0)
    let most = Mutex(0)
    let results = Lines(on: loop)
    for number in 1...20 {
      pool.run("work", on: loop) {
        let now = running.withLock { count in
          count += 1
          return count
        }
        most.withLock { $0 = max($0, now) }
        defer { running.withLock { $0 -= 1 } }
        if loop.isCurrent { throw NoWorker() }
        return number
      } completion: { result in
        results.add((try? result.get()).map(String.init) ?? "failed")
      }
    }
    #expect(loop.run().ending == .quiescent)
    #expect(results.all.sorted { Int($0) ?? 0 < Int($1) ?? 0 } == (1...20).map(String.init))
    #expect(most.withLock { $0 } <= 2)
  }

  @Test func `blocking work that is cancelled before it begins does not begin`() {
    let pool = WorkerPool(width: 1)
    let gate = DispatchSemaphore(value: 0)
    let results = Lines(on: loop)
    loop.post {
      pool.run("first", on: loop) {
        gate.wait()
      } completion: { _ in
        results.add("first")
      }
      let second = pool.run("second", on: loop) {
        2
      } completion: { result in
        if case .failure(let error) = result { results.add("\(error)") } else { results.add("second") }
      }
      second.cancel()
      second.cancel()
      gate.signal()
    }
    #expect(loop.run().ending == .quiescent)
    #expect(results.all.sorted() == ["CancellationError()", "first"])
  }

  private struct NoWorker: Error {}
}
