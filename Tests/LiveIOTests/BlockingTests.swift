// The watch over events that block a live loop.

import EventLoops
import Foundation
import LiveIO
import Synchronization
import Testing

@Suite("An event that blocks a live loop", .timeLimit(.minutes(10)))
struct BlockingTests {
  @Test func `is reported by its name and place while it is still at it`() throws {
    let reported = DispatchSemaphore(value: 0)
    let reports = Mutex<[BlockedEvent]>([])
    let loop = LiveEventLoop(blockingThreshold: .milliseconds(2)) { event in
      reports.withLock { $0.append(event) }
      reported.signal()
    }
    loop.post("quick") {}
    // The event lasts until it has been reported, so the test does not depend on the machine's speed.
    loop.post("slow save", at: SourceSite(fileID: "App/Save.swift", line: 12)) { reported.wait() }
    _ = loop.run()
    let report = try #require(reports.withLock { $0.first { $0.label == "slow save" } })
    #expect(report.site == SourceSite(fileID: "App/Save.swift", line: 12))
    #expect(report.duration > .milliseconds(2))
    #expect("\(report)".hasPrefix("'slow save', created at App/Save.swift:12, blocked the loop for "))
    #expect(loop.blockedEvents.contains { $0.label == "slow save" && $0.duration >= report.duration })
  }

  @Test func `makes timers late, as the report says`() {
    let loop = LiveEventLoop(blockingThreshold: .milliseconds(1))
    loop.post("busy") {
      loop.schedule(after: .milliseconds(1)) {}
      let begin = loop.now
      loop.block(for: .milliseconds(5))
      #expect(begin.duration(to: loop.now) >= .milliseconds(5))
    }
    let blocking = loop.run().blocking
    #expect(blocking.duration >= .milliseconds(5))
    #expect(blocking.longestLateness >= .milliseconds(4))
  }

  @Test func `is named also if it is a timer or a task`() {
    let loop = LiveEventLoop(blockingThreshold: .milliseconds(1))
    let spin: @Sendable () -> Void = {
      let end = DispatchTime.now() + .milliseconds(3)
      while DispatchTime.now() < end {}
    }
    loop.schedule("slow timer", after: .zero, spin)
    loop.spawn("slow task") { spin() }
    let report = loop.run()
    let names = loop.blockedEvents.map(\.label)
    #expect(report.blocking.duration >= .milliseconds(6))
    #expect(names.contains("slow timer"))
    #expect(names.contains("slow task"))
  }
}
