// An event that occupies its loop for too long by real time is named, while it still runs.

import Dispatch
import Synchronization
import Testing

@testable import EventLoops

@Suite("Watching for events that take too long")
struct EventWatchTests {
  @Test func `an event that blocks its thread is named with its loop, its site and the instant`() {
    let (seen, isSeen) = (Handover<OverlongEvent>(), DispatchSemaphore(value: 0))
    let watch = EventWatch(limit: .milliseconds(1)) {
      seen.put($0)
      isSeen.signal()
    }
    let loop = VirtualEventLoop(name: "main", watching: watch)
    loop.schedule("import", after: .seconds(3)) { wait(for: isSeen) }
    let line = #line - 1
    let report = loop.run()
    #expect(report.isClean)
    #expect(report.description == "main: finished at 3s")
    #expect(
      seen.take()?.description == """
        loop 'main': the event 'import', created at \(#fileID):\(line), has occupied the loop for more than 1ms of real \
        time, at 3s of the loop's time; nothing else runs until it ends. It may block its thread (Thread.sleep, a \
        semaphore), compute, or loop without end
        """)
  }

  /// Waits for what comes at once as a rule; a watch that fails lets the test fail, not hang.
  private func wait(for signal: DispatchSemaphore) {
    #expect(signal.wait(timeout: .now() + 60) == .success)
  }

  @Test func `a task that loops without end is named, and each event only once`() {
    let seen = Mutex<[String]>([])
    let isSeen = Atomic(0)
    let watch = EventWatch(limit: .milliseconds(1)) { event in
      seen.withLock { $0.append(event.label) }
      isSeen.add(1, ordering: .releasing)
    }
    let loop = VirtualEventLoop(watching: watch)
    for (number, name) in ["first", "second"].enumerated() {
      loop.spawn(name) { while isSeen.load(ordering: .acquiring) <= number {} }
    }
    #expect(loop.run().isClean)
    #expect(seen.withLock { $0 } == ["first", "second"])
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .leftovers])
  func `a loop that does not record events names itself`(recording: VirtualEventLoop.Recording) {
    let (seen, isSeen) = (Handover<OverlongEvent>(), DispatchSemaphore(value: 0))
    let watch = EventWatch(limit: .milliseconds(1)) {
      seen.put($0)
      isSeen.signal()
    }
    let loop = VirtualEventLoop(name: "main", recording: recording, watching: watch)
    loop.post("import") { wait(for: isSeen) }
    #expect(loop.run().isClean)
    #expect(seen.take()?.description.hasPrefix("loop 'main': an event has occupied the loop for more than 1ms") == true)
  }

  @Test func `an endless event is named on standard error, unless the loop says otherwise`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let watch = EventWatch(limit: .milliseconds(1)) { event in
        EventWatch.standard.report(of: event)
        fatalError("seen")
      }
      let loop = VirtualEventLoop(name: "main", watching: watch)
      loop.post("endless") { while true { _ = loop.now } }
      _ = loop.run()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("loop 'main': the event 'endless', created at "))
  }
}
