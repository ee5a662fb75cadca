// Dispatch in virtual time: what an event hands to a queue runs on the loop, at the loop's instants.

import Dispatch
import DispatchHooks
import EventLoops
import OrdinaryPrograms
import Testing

@Suite struct VirtualTimeTests {
  @Test func `hours of asyncAfter take no time and all instants are exact`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    let log = SharedLines()
    loop.post("start") {
      let start = DispatchTime.now().uptimeNanoseconds
      let queue = DispatchQueue(label: "jobs")
      queue.asyncAfter(deadline: .now() + 3_600) {
        let passed = DispatchTime.now().uptimeNanoseconds - start
        log.add("late after \(passed)")
      }
      DispatchQueue.main.async { log.add("main") }
      queue.async { log.add("first") }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)")
    #expect(log.lines == ["main", "first", "late after 3600000000000"])
    #expect(loop.now == .zero.advanced(by: .seconds(3_600)))
    #expect(report.trace.events.map(\.label) == ["start", "after 3600s on queue jobs", "main queue", "queue jobs"])
  }

  @Test func `a semaphore that is never signalled is a deadlock`() throws {
    let loop = VirtualEventLoop(capturing: .everything)
    loop.post("start") {
      let done = DispatchSemaphore(value: 0)
      DispatchQueue(label: "jobs").async { done.wait() }
    }
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(report.description.contains("'queue jobs' waits for semaphore 1"), "\(report)")
  }
}
