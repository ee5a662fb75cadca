// The watcher's verdict, with the real time that it reads given by the test.

import Dispatch
import Synchronization
import Testing

@testable import EventLoops

@Suite("The watcher of loops")
struct LoopWatcherTests {
  /// A watcher that looks when the test says so, at the seconds that the test says, and what it has reported.
  private final class Setup: Sendable {
    let watcher = LoopWatcher()
    let reported = Mutex<[String]>([])

    /// A loop with an hour for each event, so that the process's own watcher has nothing to report.
    func makeLoop(_ name: String = "loop") -> VirtualEventLoop {
      VirtualEventLoop(
        name: name,
        watching: EventWatch(limit: .seconds(3_600)) { event in
          self.reported.withLock { $0.append("\(event.loop) \(event.label)") }
        })
    }

    func look(at seconds: UInt64) {
      watcher.look(at: DispatchTime(uptimeNanoseconds: (100 + seconds) * 1_000_000_000))
    }

    var lines: [String] { reported.withLock { $0 } }
  }

  @Test func `reports an event that runs when two looks are the limit apart, once, and none before`() {
    let setup = Setup()
    let loop = setup.makeLoop()
    setup.watcher.begin(loop, limit: .seconds(10))
    loop.post("long") {
      setup.look(at: 0)
      setup.look(at: 9)
      #expect(setup.lines == [])
      setup.look(at: 10)
      #expect(setup.lines == ["loop long"])
      setup.look(at: 30)
    }
    loop.post("short") { setup.look(at: 31) }
    _ = loop.run()
    #expect(setup.lines == ["loop long"])
    setup.watcher.end(loop)
  }

  @Test func `counts each event from the first look at it, not from a look at one before`() {
    let setup = Setup()
    let loop = setup.makeLoop()
    setup.watcher.begin(loop, limit: .seconds(10))
    loop.post("first") { setup.look(at: 0) }
    loop.post("second") {
      setup.look(at: 20)
      setup.look(at: 29)
      #expect(setup.lines == [])
      setup.look(at: 30)
    }
    _ = loop.run()
    #expect(setup.lines == ["loop second"])
    setup.watcher.end(loop)
  }

  @Test func `reports nothing between two runs, and nothing of a loop that has ended`() {
    let setup = Setup()
    let loop = setup.makeLoop()
    setup.watcher.begin(loop, limit: .seconds(10))
    loop.post("event") {}
    _ = loop.run()
    setup.look(at: 0)
    setup.look(at: 20)
    #expect(setup.lines == [])
    setup.watcher.end(loop)
    loop.post("later") {
      setup.look(at: 30)
      setup.look(at: 50)
    }
    _ = loop.run()
    #expect(setup.lines == [])
  }

  @Test func `ends to watch the loop that has ended, not another one`() {
    let setup = Setup()
    let (first, second) = (setup.makeLoop("first"), setup.makeLoop("second"))
    setup.watcher.begin(first, limit: .seconds(10))
    setup.watcher.begin(second, limit: .seconds(10))
    setup.watcher.end(first)
    for loop in [first, second] {
      loop.post("event") {
        setup.look(at: 0)
        setup.look(at: 20)
      }
    }
    _ = first.run()
    #expect(setup.lines == [])
    _ = second.run()
    #expect(setup.lines == ["second event"])
    setup.watcher.end(second)
  }

  @Test func `a loop that is watched by default has a second for each event, and is let go after its run`() {
    weak var loop: VirtualEventLoop?
    do {
      let strong = VirtualEventLoop()
      loop = strong
      #expect(strong.watch.limit == .seconds(1))
      _ = strong.run()
    }
    #expect(loop == nil)
  }

  @Test func `looks as often as the shortest limit that it has met needs, until nothing is watched`() {
    let setup = Setup()
    let loops = (1...3).map { setup.makeLoop("loop \($0)") }
    #expect(setup.watcher.period == nil)
    for (loop, (limit, period)) in zip(loops, [(40, 10), (8, 2), (400, 2)]) {
      setup.watcher.begin(loop, limit: .seconds(limit))
      #expect(setup.watcher.period == .seconds(period), "\(loop.name)")
    }
    for loop in loops { setup.watcher.end(loop) }
    setup.look(at: 0)
    #expect(setup.watcher.period == nil)
  }
}
