// A loop whose events post further events leaves turns to its sockets, and its queue to others.

import Callbacks
import Dispatch
import EventLoops
import Synchronization
import Testing

@testable import LiveIO

@Suite("Turns of a live loop", .timeLimit(.minutes(2)))
struct TurnTests {
  private let loop = LiveEventLoop(name: "turns")

  /// Posts one event after another, and ends by itself only after many of them.
  private struct Chain: Sendable {
    static let most = 10_000
    let loop: LiveEventLoop
    let count: LoopConfined<Int>

    func go(on isWanted: @escaping @Sendable () -> Bool) {
      count.value += 1
      guard isWanted(), count.value < Self.most else { return }
      loop.post("link") { go(on: isWanted) }
    }
  }

  @Test func `what others put on the queue runs`() {
    let chain = Chain(loop: loop, count: LoopConfined(0, on: loop))
    let isDone = Atomic(false)
    loop.post("start") {
      loop.queue.async { isDone.store(true, ordering: .relaxed) }
      chain.go { !isDone.load(ordering: .relaxed) }
    }
    #expect(loop.run().isClean)
    #expect(chain.count.value < Chain.most)
  }

  @Test func `sockets wait for a few events each`() throws {
    let chain = Chain(loop: loop, count: LoopConfined(0, on: loop))
    // How many events of the chain had run when each socket was read.
    let reads = LoopConfined<[Int]>([], on: loop)
    let peers = try (0..<16).map { _ in try Descriptor.pair() }
    loop.post("start") {
      for (own, other) in peers {
        guard case .done = other.write([1]), let connection = try? TCPConnection(own, on: loop) else { return }
        connection.receive { _ in
          reads.value.append(chain.count.value)
          connection.close()
          other.close()
        }
      }
      chain.go { reads.value.count < peers.count }
    }
    #expect(loop.run().isClean)
    let counts = reads.value
    #expect(counts.count == peers.count)
    #expect((counts.last ?? 0) - (counts.first ?? 0) < 10 * peers.count)
  }
}
