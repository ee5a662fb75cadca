// Lesson 18, limiting: how a limit holds, and where a permit goes that is given back.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 18: A limited number at a time", .serialized)
  struct Lesson18Limiting {
    /// How many requests were under way at once, at most.
    private func mostAtOnce(in run: StyleRun) -> Int {
      var (now, most) = (0, 0)
      for event in run.events {
        switch event.kind {
        case .sent: now += 1
        case .replied, .failed, .callCancelled: now -= 1
        default: break
        }
        most = max(most, now)
      }
      return most
    }

    @Test("1. 600 downloads with a limit of 100 take six times as long as one, in every style")
    func limit() {
      let plan = Plan.twentyFlags.with {
        $0.settings = ["items": .number(600), "limit": .number(100), "output": .word("quiet")]
        $0.capacity = nil
      }
      for run in runs(of: DownloadsImproved.program, under: plan) {
        #expect(run.report.instant == .milliseconds(6 * 100))
        #expect(run.outcomes == [.value("600 ok, 0 not found, 0 failed")])
        #expect(mostAtOnce(in: run) == 100)
        #expect(run.report.isClean)
      }
    }

    @Test("2. A permit that was granted to a cancelled waiter goes to the next in line")
    func permitOnItsWay() {
      let loop = VirtualEventLoop()
      let order = LoopConfined<[String]>([], on: loop)
      // region permit-on-its-way
      let limit = Semaphore(on: loop, permits: 1, "limit")
      _ = limit.acquire { _ in order.withValue { $0.append("first has it") } }
      let second = limit.acquire { _ in order.withValue { $0.append("second was cancelled") } }
      _ = limit.acquire { _ in order.withValue { $0.append("third has it") } }
      loop.schedule(after: .milliseconds(10)) {
        limit.release()  // the permit is on its way to the second …
        second.cancel()  // … which no longer wants it
      }
      // endregion
      let report = loop.run()
      #expect(order.value == ["first has it", "second was cancelled", "third has it"])
      #expect(limit.freePermits == 0)
      #expect(report.leftovers.map(\.label) == ["permit of limit"])
    }

    @Test("3. What is given back twice is no extra permit")
    func releasedTwice() {
      let loop = VirtualEventLoop()
      let limit = Semaphore(on: loop, permits: 1, "limit")
      _ = limit.acquire { _ in
        limit.release()
        limit.release()
      }
      let report = loop.run()
      #expect(limit.freePermits == 1)
      #expect(report.violations.map(\.kind) == [.releasedTooOften])
    }
  }
}
