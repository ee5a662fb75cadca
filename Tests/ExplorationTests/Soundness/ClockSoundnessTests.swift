// Blocking work moves the clock within an event: that is an access to the clock, and no barrier between events.

import EventLoops
import Testing

@testable import Exploration

/// The clock as the search sees it.
@Suite("The clock in the search") struct ClockSoundnessTests {
  @Test("Blocking work conflicts with a look at the clock.")
  func blockAndNow() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined(Instant.zero, on: loop)
      loop.post { loop.block(for: .milliseconds(5)) }
      loop.post { seen.value = loop.now }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["0ms", "5ms"])
    #expect(search.isComplete && search.classes == 2)
  }

  @Test("Blocking work conflicts with setting a timer.")
  func blockAndTimer() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined(Instant.zero, on: loop)
      loop.post { loop.block(for: .milliseconds(5)) }
      loop.post { loop.schedule(after: .milliseconds(1)) { seen.value = loop.now } }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["5ms", "6ms"])
  }

  @Test("An event that was ready before the block can still run before one that the blocked event posted.")
  func readyAcrossABlock() {
    let search = CompleteSearch { loop in
      let a = LoopConfined(0, on: loop)
      let seen = LoopConfined(0, on: loop)
      loop.post { seen.value = a.value }
      loop.post {
        loop.post { a.value = 3 }
        loop.block(for: .milliseconds(1))
      }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["0", "3"])
    #expect(search.isComplete)
  }

  @Test("Blocking work conflicts with the cancellation of a timer that falls due meanwhile.")
  func cancelledTimerDuringABlock() {
    let search = CompleteSearch { loop in
      let log = SharedLog(on: loop)
      let timer = loop.schedule(after: .milliseconds(2)) { log.addUnobserved("timer") }
      loop.post { timer.cancel() }
      loop.post { loop.block(for: .milliseconds(2)) }
      return { log.text }
    }
    #expect(search.outcomes == ["", "timer"])
  }

  @Test("A timer that falls due during a block can run before what was ready.")
  func timerDuringABlock() {
    let search = CompleteSearch { loop in
      let log = SharedLog(on: loop)
      loop.schedule(after: .milliseconds(1)) { log.add("timer") }
      loop.post { loop.block(for: .milliseconds(2)) }
      loop.post { log.add("post") }
      return { log.text }
    }
    #expect(search.outcomes == ["post timer", "timer post"])
  }
}
