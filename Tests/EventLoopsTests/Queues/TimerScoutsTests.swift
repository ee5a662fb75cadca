// Queues of many timers, in which scouts run ahead: against a sorted list, and how many chains they need.

import Testing

@testable import EventLoops

@Suite("A queue of many timers")
struct TimerScoutsTests {
  /// A timer of a sorted list.
  private struct Pending {
    var deadline: Instant
    var ticket: Ticket
    var isCancelled = false
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `random operations take the timers in the order of a sorted list`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var queue = TimerQueue()
    var model: [Pending] = []
    var (now, sequence) = (Instant.zero, 0)
    for phase in 0..<4 {
      // Chains of many timers and of one; scouts run from 4,096 on.
      for _ in 0..<6_000 {
        let delay = random.next(below: 4) == 0 ? 1 + random.next(below: 100_000) : 1_000 * (1 + random.next(below: 13))
        let deadline = now.advanced(by: .nanoseconds(delay))
        let ticket = queue.hold(.callback {}, sequence: sequence)
        queue.arm(ticket, due: deadline)
        model.append(Pending(deadline: deadline, ticket: ticket))
        sequence += 1
      }
      model.sort { ($0.deadline, $0.ticket) < ($1.deadline, $1.ticket) }
      // In some phases most timers are cancelled, so that the queue is rebuilt while scouts are under way.
      let cancelled = phase % 2 == 0 ? 8 : 1
      for turn in 0..<4_000 where !model.isEmpty {
        if turn % 500 == 0 {
          for k in model.indices where random.next(below: 10) < cancelled {
            let isCancelled = queue.cancel(model[k].ticket) != nil
            #expect(isCancelled)
            model[k].isCancelled = true
          }
          model.removeAll { $0.isCancelled }
        }
        guard !model.isEmpty else { break }
        let first = model.removeFirst()
        now = first.deadline
        if turn % 3 == 0 {
          let isLive = queue.takeWork(dueBy: now).isLive
          #expect(isLive)
        } else {
          let taken = queue.takeDue(by: now)?.sequence
          #expect(taken == first.ticket.sequence)
        }
        #expect(queue.poppedDeadline == first.deadline)
        #expect(queue.staleCount >= 0)
      }
      #expect(queue.count == model.count)
    }
    while queue.takeWork(dueBy: .distantFuture).isLive {}
    #expect(queue.count == 0 && queue.staleCount == 0)
  }

  @Test func `timers of some latencies need a chain for each instant, in whatever order they are set`() {
    var random = SeededGenerator(seed: 1)
    var queue = TimerQueue()
    for sequence in 0..<20_000 {
      let ticket = queue.hold(.callback {}, sequence: sequence)
      queue.arm(ticket, due: .milliseconds(30 + random.next(below: 13)))
    }
    // With places for eight chains, most timers began one of their own, and there was memory for 16,000.
    #expect(queue.keyCapacity < 1_024)
    var count = 0
    while queue.takeDue(by: .milliseconds(100)) != nil { count += 1 }
    #expect(count == 20_000)
  }

  @Test func `the keys that the front of a radix heap shows are those that are taken next`() {
    var random = SeededGenerator(seed: 1)
    let keys = (0..<300).map { sequence in
      TimerKey(deadline: .milliseconds(random.next(below: 90)), ticket: Ticket(sequence: sequence))
    }
    var heap = RadixHeap()
    heap.fill(with: keys)
    var left = keys.sorted { $0.precedes($1) }.map(\.ticket.sequence)[...]
    var shown = 0
    while let first = left.popFirst() {
      #expect(heap.first()?.ticket.sequence == first)
      _ = heap.removeFirst()
      for (ahead, expected) in left.prefix(8).enumerated() {
        guard let key = heap.upcoming(ahead) else { continue }
        #expect(key.ticket.sequence == expected)
        shown += 1
      }
    }
    #expect(shown > 0 && heap.upcoming(0) == nil)
  }
}
