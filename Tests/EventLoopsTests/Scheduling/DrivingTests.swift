// Driving a loop by hand: run, run(until:), advance and step, one test a promise.

import EventLoops
import Testing

@Suite("Driving a loop")
struct DrivingTests {
  @Test(arguments: LoopSetup.all)
  func `run ends with the clock at the last event`(setup: LoopSetup) {
    let loop = setup.makeLoop("main")
    loop.schedule(after: .milliseconds(30)) {}
    let report = loop.run()
    #expect(report.ending == .quiescent)
    #expect(report.instant == .milliseconds(30))
    #expect(report.loop == "main")
    #expect(report.eventCount == 1)
  }

  @Test(arguments: LoopSetup.all)
  func `advance runs what is due exactly at its target, and nothing later`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .nanoseconds(9_999_999)) { log.stamp("just before") }
    loop.schedule(after: .milliseconds(10)) { log.stamp("exactly") }
    loop.schedule(after: .nanoseconds(10_000_001)) { log.stamp("just after") }
    let report = loop.advance(by: .milliseconds(10))
    #expect(log.lines == ["9999.999us just before", "10ms exactly"])
    #expect(report.ending == .paused)
  }

  @Test(arguments: LoopSetup.all)
  func `advance runs what is posted at its target while it gets there`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(10)) {
      loop.post { log.stamp("posted") }
      loop.schedule(after: .zero) { log.stamp("timed") }
    }
    _ = loop.advance(by: .milliseconds(10))
    #expect(log.lines.sorted() == ["10ms posted", "10ms timed"])
  }

  @Test(arguments: LoopSetup.all)
  func `after advance the clock shows the target, also when nothing was due there`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    loop.schedule(after: .milliseconds(3)) {}
    #expect(loop.advance(by: .milliseconds(10)).instant == .milliseconds(10))
    #expect(loop.advance(by: .milliseconds(5)).ending == .quiescent)
    #expect(loop.now == .milliseconds(15))
    #expect(loop.run(until: .milliseconds(40)).instant == .milliseconds(40))
    #expect(loop.run().instant == .milliseconds(40))
  }

  @Test(arguments: LoopSetup.all)
  func `advance to the past is an advance by nothing`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    _ = loop.advance(by: .milliseconds(10))
    loop.post { log.stamp("posted") }
    loop.schedule(after: .milliseconds(1)) { log.stamp("timer") }
    #expect(loop.advance(by: .milliseconds(-5)).ending == .paused)
    #expect(loop.now == .milliseconds(10))
    #expect(log.lines == ["10ms posted"])
  }

  @Test(arguments: LoopSetup.all)
  func `small advances come to the same as a large one`(setup: LoopSetup) {
    func lines(advancing steps: Int, by duration: Duration) -> [String] {
      let loop = setup.makeLoop()
      let log = Log(on: loop)
      for delay in 1...20 {
        loop.schedule(after: .milliseconds(delay * 7 % 20)) {
          log.stamp("timer \(delay)")
          loop.post { log.stamp("posted by \(delay)") }
        }
      }
      for _ in 0..<steps { _ = loop.advance(by: duration) }
      return log.lines
    }
    #expect(lines(advancing: 20, by: .milliseconds(1)) == lines(advancing: 1, by: .milliseconds(20)))
  }

  @Test(arguments: LoopSetup.all)
  func `step runs one event, and moves the clock to it`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.schedule(after: .milliseconds(5)) {
      log.stamp("timer")
      loop.post { log.stamp("posted") }
    }
    loop.schedule(after: .milliseconds(8)) { log.stamp("late timer") }
    var counts: [Int] = []
    while loop.step() { counts.append(log.lines.count) }
    #expect(counts == [1, 2, 3])
    #expect(log.lines == ["5ms timer", "5ms posted", "8ms late timer"])
    #expect(loop.report().ending == .quiescent)
  }

  @Test(arguments: LoopSetup.inOrder)
  func `steps and a run come to the same order`(setup: LoopSetup) {
    func lines(drive: (VirtualEventLoop) -> Void) -> [String] {
      let loop = setup.makeLoop()
      let log = Log(on: loop)
      for number in 1...4 {
        loop.schedule(after: .milliseconds(number % 2)) {
          log.stamp("timer \(number)")
          loop.post { log.stamp("posted by \(number)") }
        }
        loop.spawn {
          try await loop.sleep(for: .milliseconds(1))
          log.stamp("task \(number)")
        }
      }
      drive(loop)
      return log.lines
    }
    #expect(lines { while $0.step() {} } == lines { _ = $0.run() })
  }

  @Test(arguments: LoopSetup.all)
  func `a loop with nothing to do stays where it is`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    #expect(!loop.step())
    #expect(loop.run().ending == .quiescent)
    #expect(loop.report().isClean)
    #expect(loop.now == .zero)
    #expect(loop.eventCount == 0)
  }

  @Test(arguments: LoopSetup.all)
  func `a loop can be run again`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for round in 1...3 {
      loop.schedule(after: .milliseconds(10)) { log.stamp("round \(round)") }
      #expect(loop.run().isClean)
    }
    #expect(log.lines == ["10ms round 1", "20ms round 2", "30ms round 3"])
  }

  @Test(arguments: LoopSetup.all)
  func `a loop knows whether the caller is one of its events`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let other = setup.makeLoop()
    let log = Log(on: loop)
    loop.post { log.add("\(loop.isCurrent) \(loop.allowsAccess) \(other.isCurrent) \(other.allowsAccess)") }
    loop.spawn { log.add("\(loop.isCurrent)") }
    _ = loop.run()
    #expect(log.lines.sorted() == ["true", "true true false true"])
    #expect(!loop.isCurrent && loop.allowsAccess)
  }

  @Test(arguments: LoopSetup.all)
  func `an event of one loop may post to another that is idle`(setup: LoopSetup) {
    let loop = setup.makeLoop("first")
    let other = setup.makeLoop("second")
    let log = Log(on: other)
    loop.post {
      other.post { log.add("posted") }
      other.spawn { log.add("spawned") }
    }
    #expect(loop.run().isClean)
    #expect(log.lines.isEmpty)
    #expect(other.run().isClean)
    #expect(log.lines.sorted() == ["posted", "spawned"])
  }
}
