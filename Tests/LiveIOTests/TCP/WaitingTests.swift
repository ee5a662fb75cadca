// A loop whose thread waits for its sockets is woken by other threads and by its timers.

import Dispatch
import EventLoops
import Synchronization
import Testing

@testable import LiveIO

@Suite("Waiting for sockets", .timeLimit(.minutes(2)))
struct WaitingTests {
  /// The limit of a wait that nothing ends. A wait that lasts so long was not ended.
  private static let forever = 30_000

  /// Whether an instant is before the end of such a wait.
  private static func isEarly(_ instant: Instant) -> Bool { instant < .milliseconds(forever) }

  @Test func `a wait is ended by another thread, before it begins and while it lasts`() throws {
    let clock = MonotonicClock()
    let poller = try Poller(on: DispatchQueue(label: "waiting"))
    poller.wake()
    #expect(!poller.wait(milliseconds: Self.forever))
    DispatchQueue.global().async { poller.wake() }
    #expect(!poller.wait(milliseconds: Self.forever))
    #expect(Self.isEarly(clock.reading))
  }

  @Test func `any number of waits is ended, each by any number of threads`() throws {
    let clock = MonotonicClock()
    let poller = try Poller(on: DispatchQueue(label: "waiting"))
    // What ends waits goes through a socket, which would be full.
    for _ in 0..<100 where Self.isEarly(clock.reading) {
      for _ in 0..<100 { poller.wake() }
      #expect(!poller.wait(milliseconds: Self.forever))
    }
    #expect(Self.isEarly(clock.reading))
  }

  /// What another thread does while the loop waits.
  enum Act: CaseIterable { case posts, schedules, releases, stops }

  @Test(arguments: Act.allCases)
  func `the wait of a loop ends when another thread posts, schedules, releases or stops`(act: Act) throws {
    let loop = LiveEventLoop(name: "waiting")
    loop.longestWait.store(Self.forever, ordering: .relaxed)
    let held = LoopConfined<TCPListener?>(nil, on: loop)
    let arrival = Mutex<Arrival<Int>?>(nil)
    let listener = try TCPListener(on: loop) { $0.close() }
    held.value = listener
    let finish: @Sendable () -> Void = { held.withValue { $0.take() }?.close() }
    if case .releases = act {
      arrival.withLock { $0 = loop.expect("word") { _ in } }
      loop.post("close", at: SourceSite(fileID: #fileID, line: #line), finish)
    }
    DispatchQueue.global().async {
      // The loop may be about to wait at this moment. The act must not be lost then either.
      while !loop.state.withLock({ $0.isWaiting }) {
        if loop.report().ending != .paused { return }
      }
      switch act {
      case .posts: loop.post("close", at: SourceSite(fileID: #fileID, line: #line), finish)
      case .schedules: _ = loop.schedule("close", due: .zero, at: SourceSite(fileID: #fileID, line: #line), finish)
      case .releases: arrival.withLock { $0 = nil }
      case .stops: loop.stop()
      }
    }
    let report = loop.run()
    #expect(report.ending == (act == .stops ? .stopped : .quiescent), "\(report)")
    #expect(Self.isEarly(report.instant), "the wait was not ended")
    finish()
  }

  @Test func `events that another thread posts one by one are run, also while the loop is about to rest`() {
    let loop = LiveEventLoop(name: "waiting")
    let ran = Atomic(0)
    let arrival = loop.expect("end") { (_: Int) in }
    onThread {
      for number in 1...5_000 {
        loop.post("event") { ran.store(number, ordering: .relaxed) }
        while ran.load(ordering: .relaxed) < number { if !Self.isEarly(loop.now) { return arrival.deliver(0) } }
      }
      arrival.deliver(0)
    }
    #expect(loop.run().isClean)
    #expect(ran.load(ordering: .relaxed) == 5_000)
  }

  @Test func `a socket that is made while the loop runs is watched when nothing waits for it`() throws {
    let loop = LiveEventLoop(name: "waiting")
    // Dispatch alone waits.
    loop.longestWait.store(0, ordering: .relaxed)
    let (own, other) = try Descriptor.pair()
    loop.post("start") {
      guard let connection = try? TCPConnection(own, on: loop) else { return }
      let limit = loop.schedule("limit", after: .milliseconds(Self.forever)) { connection.close() }
      connection.receive { _ in
        connection.close()
        limit.cancel()
      }
      onThread {
        while loop.state.withLock({ $0.isDrainDue }) {}
        _ = other.write([1])
      }
    }
    let report = loop.run()
    #expect(report.isClean)
    #expect(Self.isEarly(report.instant))
    other.close()
  }

  @Test func `a timer ends the wait when it is due`() throws {
    let loop = LiveEventLoop(name: "waiting")
    loop.longestWait.store(Self.forever, ordering: .relaxed)
    let listener = try TCPListener(on: loop) { $0.close() }
    loop.schedule("close", after: .milliseconds(20)) {
      // What is posted from here on needs no wake-up.
      #expect(!loop.state.withLock { $0.isWaiting })
      listener.close()
    }
    let report = loop.run()
    #expect(report.ending == .quiescent)
    #expect(Self.isEarly(report.instant))
  }
}
