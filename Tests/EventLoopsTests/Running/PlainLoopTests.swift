// A loop that keeps no account runs its events in the order of one that records everything.

import EventLoops
import Testing

@Suite struct `A loop that records nothing` {
  /// What happened, and what is to happen, on the loop alone.
  private struct State: Sendable {
    var random: UInt64
    var lines: [String] = []
    var left = 400
    var timers: [ScheduledTimer] = []

    mutating func next(below bound: UInt64) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((random >> 33) % bound)
    }
  }

  /// The events of a random program: posts, timers, sleeps, cancellations, blocking work and tasks that wait for the rest.
  private static func events(of seed: UInt64, recording: VirtualEventLoop.Recording) -> [String] {
    let loop = VirtualEventLoop(recording: recording)
    let state = LoopConfined(State(random: seed), on: loop)
    @Sendable func event(_ name: String) {
      state.withValue { $0.lines.append("\(loop.now.nanoseconds) \(loop.eventCount) \(name)") }
      for _ in 0..<4 { act() }
    }
    @Sendable func act() {
      let (kind, delay, left) = state.withValue { state in
        state.left -= 1
        return (state.next(below: 10), Duration.milliseconds(state.next(below: 4)), state.left)
      }
      guard left > 0 else { return }
      switch kind {
      case 0...1: loop.post { event("post \(left)") }
      case 2...5:
        let timer = loop.schedule(after: delay) { event("timer \(left)") }
        state.withValue { $0.timers.append(timer) }
      case 6:
        loop.spawn {
          try await loop.sleep(for: delay)
          event("woken \(left)")
        }
      case 7:
        let timer = state.withValue {
          $0.timers.isEmpty ? nil : $0.timers.remove(at: $0.next(below: UInt64($0.timers.count)))
        }
        let wasPending = timer?.cancel()
        state.withValue { $0.lines.append("cancelled \(String(describing: wasPending))") }
      case 8: loop.block(for: delay)
      default:
        loop.spawn {
          await loop.untilSettled()
          event("settled \(left)")
        }
      }
    }
    loop.post { event("start") }
    for instant in [2, 3, 5] { loop.run(until: .milliseconds(instant)) }
    let stepped = loop.step()
    state.withValue { $0.lines.append("stepped \(stepped)") }
    loop.run()
    return state.withValue { $0.lines + ["\(loop.now.nanoseconds) \(loop.eventCount) \($0.left <= 0)"] }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `runs the events of a random program in the order of a loop that records everything`(seed: UInt64) {
    let plain = Self.events(of: seed, recording: .nothing)
    #expect(plain == Self.events(of: seed, recording: .everything))
    #expect(plain.count > 20)
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .everything])
  func `runs what is due now also if it is run up to an earlier instant`(recording: VirtualEventLoop.Recording) {
    let loop = VirtualEventLoop(limits: .init(steps: 1), recording: recording)
    let count = LoopConfined(0, on: loop)
    for _ in 0..<2 { loop.schedule(after: .milliseconds(1)) { count.value += 1 } }
    loop.run()
    #expect(count.value == 1)
    loop.run(until: .zero)
    #expect(count.value == 2)
    #expect(loop.now == .milliseconds(1))
  }

  @Test(arguments: [VirtualEventLoop.Recording.nothing, .everything])
  func `does not run what another thread posts meanwhile`(recording: VirtualEventLoop.Recording) {
    let loop = VirtualEventLoop(recording: recording)
    let count = LoopConfined(0, on: loop)
    loop.post { onAnotherThread { loop.post { count.value += 1 } } }
    loop.run()
    #expect(count.value == 0)
  }

  @Test(arguments: [2, 3])
  func `counts a timer that is cancelled when it is ready neither as an event nor as one that is left`(steps: Int) {
    let loop = VirtualEventLoop(limits: .init(steps: steps), recording: .nothing)
    let count = LoopConfined(0, on: loop)
    loop.post {
      count.value += 1
      loop.schedule(after: .zero) { count.value += 100 }.cancel()
      loop.post {
        count.value += 1
        loop.post { count.value += 1 }
      }
    }
    let report = loop.run()
    #expect(count.value == steps)
    #expect((report.ending == .quiescent) == (steps == 3), "\(report)")
  }

  @Test func `stops at the limit of events and continues behind it`() {
    let loop = VirtualEventLoop(limits: .init(steps: 3), recording: .nothing)
    let count = LoopConfined(0, on: loop)
    for _ in 0..<2 { loop.post { count.value += 1 } }
    for milliseconds in 1...2 { loop.schedule(after: .milliseconds(milliseconds)) { count.value += 1 } }
    loop.run()
    #expect(count.value == 3)
    #expect(loop.now == .milliseconds(1))
    loop.run()
    #expect(count.value == 4)
    #expect(loop.eventCount == 4)
  }
}
