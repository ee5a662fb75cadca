// A loop whose thread waits for its sockets is woken by other threads and by its timers.

import Dispatch
import EventLoops
import Synchronization
import Testing

@testable import LiveIO

@Suite("Waiting for sockets", .timeLimit(.minutes(2)))
struct WaitingTests {
  /// The limit of a wait that is not ended, which is longer than the test may take.
  private static let forever = 600_000

  @Test func `a wait is ended by another thread, before it begins and while it lasts`() throws {
    let queue = DispatchQueue(label: "waiting")
    let poller = try Poller(on: queue)
    poller.wake()
    #expect(!poller.wait(milliseconds: Self.forever))
    DispatchQueue.global().async { poller.wake() }
    #expect(!poller.wait(milliseconds: Self.forever))
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
    finish()
  }

  @Test func `a timer ends the wait when it is due`() throws {
    let loop = LiveEventLoop(name: "waiting")
    loop.longestWait.store(Self.forever, ordering: .relaxed)
    let listener = try TCPListener(on: loop) { $0.close() }
    loop.schedule("close", after: .milliseconds(20)) { listener.close() }
    #expect(loop.run().ending == .quiescent)
  }
}
