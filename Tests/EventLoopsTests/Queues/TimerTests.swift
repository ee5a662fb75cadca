// Timers: cancelling them at every moment of their lives, and the memory they keep.

import Testing

@testable import EventLoops

@Suite("Timers")
struct TimerTests {
  @Test(arguments: LoopSetup.all)
  func `a timer that is cancelled before it is due never runs`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let timer = loop.schedule(after: .milliseconds(10)) { log.add("ran") }
    loop.schedule(after: .milliseconds(5)) { log.add("cancelled: \(timer.cancel())") }
    #expect(loop.run().instant == .milliseconds(5))
    #expect(log.lines == ["cancelled: true"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `an earlier event of the same instant still cancels a timer that is due`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let victim = LoopConfined<ScheduledTimer?>(nil, on: loop)
    loop.schedule(after: .milliseconds(5)) { log.stamp("cancelled: \(victim.value?.cancel() == true)") }
    victim.value = loop.schedule(after: .milliseconds(5)) { log.add("ran") }
    loop.schedule(after: .milliseconds(5)) { log.stamp("cancelled again: \(victim.value?.cancel() == true)") }
    #expect(loop.run().isClean)
    #expect(log.lines == ["5ms cancelled: true", "5ms cancelled again: false"])
  }

  @Test(arguments: LoopSetup.inOrder)
  func `a timer without a delay can be cancelled until it begins`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.post {
      let timer = loop.schedule(after: .zero) { log.add("ran") }
      loop.post { log.add("after") }
      log.add("cancelled: \(timer.cancel())")
    }
    #expect(loop.run().eventCount == 2)
    #expect(log.lines == ["cancelled: true", "after"])
  }

  @Test(arguments: LoopSetup.all)
  func `a timer that has run, or is running, cannot be cancelled`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let own = LoopConfined<ScheduledTimer?>(nil, on: loop)
    own.value = loop.schedule(after: .milliseconds(1)) { log.add("during: \(own.value?.cancel() == true)") }
    _ = loop.run()
    log.add("after: \(own.value?.cancel() == true)")
    #expect(log.lines == ["during: false", "after: false"])
  }

  @Test(arguments: LoopSetup.all)
  func `cancelling twice counts once`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let timer = loop.schedule(after: .milliseconds(1)) {}
    #expect([timer.cancel(), timer.cancel(), timer.cancel()] == [true, false, false])
    #expect(loop.run().eventCount == 0)
  }

  @Test(arguments: LoopSetup.all)
  func `the handle of a finished timer does not touch the next user of its slot`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let first = loop.schedule(after: .milliseconds(1)) { log.add("first") }
    _ = loop.run()
    let second = loop.schedule(after: .milliseconds(1)) { log.add("second") }
    #expect(first.ticket.slot == second.ticket.slot)
    #expect(!first.cancel())
    _ = loop.run()
    #expect(log.lines == ["first", "second"])
  }

  @Test(arguments: LoopSetup.all)
  func `the handle of a cancelled timer does not touch the next user of its slot`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    let first = loop.schedule(after: .milliseconds(1)) { log.add("first") }
    first.cancel()
    // The slot is a link of its chain until the chain is due.
    _ = loop.advance(by: .milliseconds(1))
    let second = loop.schedule(after: .milliseconds(2)) { log.stamp("second") }
    #expect(first.ticket.slot == second.ticket.slot)
    #expect(!first.cancel())
    _ = loop.run()
    #expect(log.lines == ["3ms second"])
  }

  @Test(arguments: LoopSetup.all)
  func `timers can be cancelled while the loop is paused`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let timer = loop.schedule(after: .milliseconds(10)) {}
    _ = loop.advance(by: .milliseconds(5))
    #expect(timer.cancel())
    #expect(loop.run().instant == .milliseconds(5))
  }

  @Test(arguments: LoopSetup.fifo)
  func `cancelled timers do not pile up`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let most = LoopConfined(0, on: loop)
    loop.post {
      let pending = (1...10).map { loop.schedule(after: .seconds($0)) {} }
      for _ in 1...10_000 {
        loop.schedule(after: .seconds(100)) {}.cancel()
        most.withValue { $0 = max($0, loop.timers.capacity) }
      }
      for timer in pending { timer.cancel() }
    }
    _ = loop.run()
    #expect(most.value < 200)
    #expect(loop.timers.count == 0)
    #expect(loop.timers.staleCount == 0)
  }

  @Test(arguments: LoopSetup.fifo)
  func `dropping cancelled timers keeps the order of the others`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for number in 1...2_000 {
      let delay = number * 7_919 % 1_000
      let timer = loop.schedule(after: .milliseconds(delay)) { log.add("\(delay * 10_000 + number)") }
      if number % 10 != 0 { timer.cancel() }
    }
    #expect(loop.timers.capacity <= 400)
    _ = loop.run()
    let keys = log.lines.compactMap { Int($0) }
    #expect(keys.count == 200)
    #expect(keys == keys.sorted())
  }

  @Test(arguments: LoopSetup.fifo)
  func `cancelling ready timers leaves nothing behind`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    for _ in 1...500 { loop.schedule(after: .zero) {}.cancel() }
    #expect(loop.report().ending == .quiescent)
    #expect(loop.run().eventCount == 0)
    #expect(loop.ready.count == 0)
    #expect(loop.cancelledReady == 0)
  }

  @Test func `the queue of ready events keeps their order in its ring`() {
    var queue = ReadyQueue()
    for number in 0..<20_000 {
      for sequence in [2 * number, 2 * number + 1] {
        queue.append(.timer(Ticket(sequence: sequence, slot: 0)), sequence: sequence)
      }
      #expect(queue.popFirst()?.sequence == number)
    }
    #expect(queue.count == 20_000)
    #expect(queue.sequence(at: 0) == 20_000)
    #expect(queue.remove(at: 1)?.sequence == 20_001)
    #expect(queue.remove(at: 2)?.sequence == 20_003)
    #expect(queue.remove(at: 0)?.sequence == 20_000)
    queue.removeTimers { $0.sequence % 2 == 0 }
    #expect(queue.count == 9_998)
    #expect(queue.ticket(at: 0)?.sequence == 20_005)
    #expect(queue.sequence(at: queue.count - 1) == 39_999)
  }

  @Test func `a slab releases what it holds`() {
    let held = LoopConfined(0, on: VirtualEventLoop())
    weak let witness = held
    do {
      var slab = Slab<@Sendable () -> Void>()
      for _ in 0..<20 { slab.append { [held] in _ = held } }
      #expect(slab.count == 20)
    }
    _ = consume held
    #expect(witness == nil)
  }
}
