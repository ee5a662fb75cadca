// The ring of ready events, as it grows.

import Testing

@testable import EventLoops

@Suite("The queue of ready events")
struct ReadyQueueTests {
  @Test func `the order stays as the ring grows, wherever its first event is`() {
    for head in 0..<8 {
      var queue = ReadyQueue()
      for sequence in 0..<8 { queue.append(.callback {}, sequence: sequence) }
      for _ in 0..<head { _ = queue.popFirst() }
      for sequence in 8..<40 { queue.append(.callback {}, sequence: sequence) }
      queue.prepend(ReadyEvent(work: .callback {}, sequence: -1))
      var taken: [Int] = []
      while let event = queue.popFirst() { taken.append(event.sequence) }
      #expect(taken == [-1] + Array(head..<40))
    }
  }
}
