// Ending what a run has left waiting, so that neither its tasks nor the loop stay in memory.

import EventLoops
import Testing

@Suite("Abandoning what is left over")
struct AbandoningTests {
  /// Something that a task holds.
  private final class Witness: Sendable {}

  private enum Wait: String, CaseIterable, CustomTestStringConvertible {
    case sleep, suspension, ticker, settling
    var testDescription: String { rawValue }

    func begin(on loop: VirtualEventLoop, _ witness: Witness) {
      switch self {
      case .sleep: loop.spawn { [witness] in await loop.wait(witness) { try await loop.sleep(for: .seconds(9)) } }
      case .suspension:
        loop.spawn { await loop.wait(witness) { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } } }
      case .ticker: tick(on: loop, witness)
      case .settling:
        loop.spawn {
          await loop.wait(witness) {
            await loop.untilSettled()
            try await loop.sleep(for: .seconds(9))
          }
        }
      }
    }

    private func tick(on loop: VirtualEventLoop, _ witness: Witness) {
      loop.schedule(after: .seconds(1)) { tick(on: loop, witness) }
    }
  }

  @Test(arguments: Wait.allCases, LoopSetup.all)
  private func `neither the task nor the loop stays in memory`(wait: Wait, setup: LoopSetup) {
    // A loop that records nothing keeps no account of suspensions.
    if wait == .suspension, setup.recording == .nothing { return }
    weak var loop: VirtualEventLoop?
    weak var witness: Witness?
    do {
      let strong = (setup.makeLoop(), Witness())
      (loop, witness) = strong
      wait.begin(on: strong.0, strong.1)
      _ = strong.0.advance(by: .milliseconds(500))
      strong.0.abandonLeftovers()
    }
    #expect(witness == nil)
    #expect(loop == nil)
  }

  @Test(arguments: LoopSetup.accounting)
  func `each wait fails with a cancellation, in the order in which they began, and the clock stays`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    for name in ["a", "b"] {
      loop.spawn {
        do { try await suspend(on: loop, name) { (_: Suspension<Void>) in } } catch { log.stamp("\(name) \(error)") }
        do { try await loop.sleep(for: .seconds(9)) } catch { log.stamp("\(name) sleeps no more") }
      }
    }
    _ = loop.run()
    loop.abandonLeftovers()
    let lines = [
      "0ms a CancellationError()", "0ms b CancellationError()", "0ms a sleeps no more", "0ms b sleeps no more",
    ]
    let isInOrder = [.fifo, .script([])].contains(setup.policy)
    #expect(isInOrder ? log.lines == lines : log.lines.sorted() == lines.sorted())
  }

  @Test func `a captured task that sleeps ends, and the loop does not stay in memory`() {
    weak var loop: VirtualEventLoop?
    let ended = Handover<String>()
    do {
      let strong = VirtualEventLoop(capturing: .everything)
      guard strong.capturing == .everything else { return }
      loop = strong
      strong.post {
        Task {
          do { try await Task.sleep(for: .seconds(9)) } catch { ended.put("\(error) at \(strong.now)") }
        }
      }
      _ = strong.advance(by: .seconds(1))
      strong.abandonLeftovers()
    }
    #expect(ended.take() == "CancellationError() at 1s")
    #expect(loop == nil)
  }

  @Test(arguments: LoopSetup.all)
  func `a program that waits again after each cancellation is given up`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    loop.spawn { while true { try? await loop.sleep(for: .seconds(9)) } }
    loop.advance(by: .seconds(1))
    let before = loop.eventCount
    loop.abandonLeftovers()
    #expect(100...1_000 ~= loop.eventCount - before)
  }

  @Test(arguments: LoopSetup.all)
  func `an event that is ready is dropped with what it holds, and none counts as cancelled`(setup: LoopSetup) {
    weak var witness: Witness?
    let loop = setup.makeLoop()
    do {
      let strong = Witness()
      witness = strong
      loop.post { withExtendedLifetime((loop, strong)) {} }
      loop.schedule(after: .zero) {}.cancel()
    }
    loop.abandonLeftovers()
    #expect(witness == nil)
    loop.post {}
    #expect(loop.report().ending == .paused)
  }

  @Test(arguments: LoopSetup.all)
  func `an event of another loop abandons nothing`(setup: LoopSetup) {
    let loop = setup.makeLoop()
    let log = Log(on: loop)
    loop.spawn {
      do { try await loop.sleep(for: .seconds(1)) } catch { log.stamp("\(error)") }
      log.stamp("awake")
    }
    loop.settle()
    let other = VirtualEventLoop()
    other.post { loop.abandonLeftovers() }
    #expect(other.run().isClean)
    #expect(loop.run().isClean)
    #expect(log.lines == ["1s awake"])
  }

  @Test func `a loop that is running is left alone`() {
    let loop = VirtualEventLoop()
    let log = Log(on: loop)
    loop.spawn {
      try await loop.sleep(for: .seconds(1))
      log.stamp("woken")
    }
    loop.post { loop.abandonLeftovers() }
    #expect(loop.run().isClean)
    #expect(log.lines == ["1s woken"])
  }
}

extension VirtualEventLoop {
  fileprivate func wait(_ witness: any AnyObject & Sendable, _ body: @Sendable () async throws -> Void) async {
    try? await body()
    withExtendedLifetime(witness) {}
  }
}
