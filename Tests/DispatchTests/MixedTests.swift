// Dispatch beside tasks, and Dispatch outside of a loop's events.

import Dispatch
import EventLoops
import Foundation
import OrdinaryPrograms
import Synchronization
import Testing

@Suite struct MixedTests {
  @Test func `a task waits for a completion handler`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    let (lines, end) = try loop.run {
      let loader = QueuedImageLoader()
      async let timeout: Void = Task.sleep(for: .seconds(1))
      let lines = await withCheckedContinuation { continuation in
        loadThree(loader) { continuation.resume(returning: $0) }
      }
      try await timeout
      return (lines, loader.sent)
    }
    #expect(lines == ["0: image cat", "2: image cat", "1: image dog"])
    #expect(end == ["cat", "dog"])
    #expect(loop.now == .zero.advanced(by: .seconds(2)))
  }

  @Test func `Dispatch outside of the events of a loop is left alone`() async {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post { DispatchQueue(label: "own").async {} }
    loop.run()
    let before = loop.eventCount
    let answer = await withCheckedContinuation { continuation in
      DispatchQueue(label: "outside").async { continuation.resume(returning: DispatchQueue.global().sync { 42 }) }
    }
    #expect(answer == 42)
    #expect(loop.eventCount == before)
    #expect(DispatchTime.now().uptimeNanoseconds != 1_000_000_000)
  }

  @Test func `operations run on the loop, one at a time if the queue says so`() throws {
    var outcomes: Set<[String]> = []
    for seed in 0..<30 {
      let loop = VirtualEventLoop(policy: .seeded(UInt64(seed)), capturing: .everything)
      let lines = SharedLines()
      loop.post("start") {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 1
        for k in 1...3 { queue.addOperation { lines.add("\(k)") } }
        queue.waitUntilAllOperationsAreFinished()
        lines.add("all")
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      outcomes.insert(lines.lines)
    }
    #expect(outcomes == [["1", "2", "3", "all"]])
  }

  @Test func `an operation begins after those on which it depends`() throws {
    var outcomes: Set<[String]> = []
    for seed in 0..<60 {
      let loop = VirtualEventLoop(policy: .seeded(UInt64(seed)), capturing: .everything)
      let lines = SharedLines()
      loop.post("start") {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        let first = BlockOperation { lines.add("first") }
        let second = BlockOperation { lines.add("second") }
        second.addDependency(first)
        queue.addOperations([second, first, BlockOperation { lines.add("beside") }], waitUntilFinished: true)
        lines.add("all")
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      outcomes.insert(lines.lines)
    }
    #expect(outcomes.count == 3 && outcomes.contains(["first", "beside", "second", "all"]), "\(outcomes)")
    for lines in outcomes {
      let places = ["first", "second", "all"].compactMap { lines.firstIndex(of: $0) }
      #expect(places.count == 3 && places == places.sorted() && lines.count == 4 && lines.last == "all")
    }
  }

  @Test func `no more operations are under way than the queue says`() throws {
    var most = 0
    for seed in 0..<30 {
      let loop = VirtualEventLoop(policy: .seeded(UInt64(seed)), capturing: .everything)
      let running = Gauge()
      loop.post("start") {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        let pause = DispatchSemaphore(value: 0)
        for _ in 1...4 {
          queue.addOperation {
            running.change(by: 1)
            _ = pause.wait(timeout: .now() + 1)
            running.change(by: -1)
          }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      most = max(most, running.most)
    }
    #expect(most == 2)
  }

  @Test func `threads, timers and sleeps of Foundation are escapes with a name`() {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      Thread.sleep(forTimeInterval: 0.000_001)
      let thread = Thread {}
      thread.start()
      RunLoop.current.add(Timer(timeInterval: 1_000, repeats: false) { _ in }, forMode: .common)
    }
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == [.usedSystem, .usedSystem, .usedSystem], "\(report)")
    for name in ["Thread.sleep", "Thread", "Timer"] {
      #expect(report.escapes.contains { "\($0)".contains("used \(name), which") }, "\(report)")
    }
  }

  @Test func `two loops on two threads do not mix`() async {
    await withTaskGroup(of: [String].self) { group in
      for number in 0..<4 {
        group.addTask {
          let loop = VirtualEventLoop(capturing: .everything)
          let lines = SharedLines()
          loop.post {
            let queue = DispatchQueue(label: "serial")
            let gate = DispatchSemaphore(value: 0)
            for k in 0..<20 {
              queue.asyncAfter(deadline: .now() + .milliseconds(k)) {
                gate.wait()
                lines.add("\(number).\(k)")
              }
              DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(2 * k)) { gate.signal() }
            }
          }
          #expect(loop.run().isClean)
          return lines.lines == (0..<20).map { "\(number).\($0)" } ? [] : lines.lines
        }
      }
      for await wrong in group { #expect(wrong.isEmpty) }
    }
  }
}

/// A number, and the highest that it has been.
private final class Gauge: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var most: Int { state.withLock { $0.most } }

  func change(by difference: Int) {
    state.withLock { state in
      state.now += difference
      state.most = max(state.most, state.now)
    }
  }
}
