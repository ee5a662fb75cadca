// The events that are due now, first in, first out.

/// What a ready event does when its turn comes.
enum ReadyWork {
  /// Already run.
  case none
  case callback(@Sendable () -> Void)
  case job(UnownedJob)
  /// A timer that has come due; its work is still in its slot, so that it can be cancelled until it begins.
  case timer(Ticket)
}

/// A ready event and its place in the total order.
struct ReadyEvent {
  var work: ReadyWork
  var sequence: Int
}

/// A first-in first-out queue over one array with a moving head.
///
/// - Complexity: O(1) amortised for `append` and `popFirst`; O(n) for removal from the middle, which only
///   scheduling policies other than first-in first-out ask for.
struct ReadyQueue {
  private var events: [ReadyEvent] = []
  private var head = 0

  var count: Int { events.count - head }
  var isEmpty: Bool { events.count == head }

  mutating func append(_ work: ReadyWork, sequence: Int) {
    events.append(ReadyEvent(work: work, sequence: sequence))
  }

  mutating func popFirst() -> ReadyEvent? {
    guard head < events.count else { return nil }
    var event = ReadyEvent(work: .none, sequence: 0)
    swap(&events[head], &event)
    head += 1
    if head == events.count {
      events.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 4_096 && head * 2 > events.count {
      events.removeSubrange(..<head)
      head = 0
    }
    return event
  }

  /// The k-th of the waiting events, counted from 0.
  subscript(k: Int) -> ReadyEvent { events[head + k] }

  /// The sequence of the k-th of the waiting events: without its work, which would be counted once more.
  func sequence(at k: Int) -> Int { events[head + k].sequence }

  mutating func remove(at k: Int) -> ReadyEvent? {
    if k == 0 { return popFirst() }
    return events.remove(at: head + k)
  }

  mutating func removeAll(where isGone: (ReadyEvent) -> Bool) {
    events.removeSubrange(..<head)
    head = 0
    events.removeAll(where: isGone)
  }
}
