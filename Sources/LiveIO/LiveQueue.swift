// The ready events of a live loop, first in, first out.

import EventLoops

/// An event of a live loop: what it does, and what reports call it.
struct LiveEvent {
  /// The label of an event and its creation site.
  struct Name: Sendable {
    var label: String
    var site: SourceSite?
  }

  /// The body of an event.
  enum Work {
    case callback(@Sendable () -> Void)
    case job(UnownedJob)
    /// A timer that has come due; its work is still in its slot, so that it can be cancelled until it begins.
    case timer(Ticket)
  }

  var work: Work
  var name: Name
  var instant: Instant
  var sequence: Int

  /// Whether the event comes before another one in the total order.
  func precedes(_ other: LiveEvent) -> Bool {
    (instant, sequence) < (other.instant, other.sequence)
  }
}

/// A first-in first-out queue over one array with a moving head; O(1) amortised.
struct LiveQueue {
  private var events: [LiveEvent?] = []
  private var head = 0

  var isEmpty: Bool { head == events.count }

  /// The event that came first.
  var first: LiveEvent? { head < events.count ? events[head] : nil }

  mutating func append(_ event: LiveEvent) {
    events.append(event)
  }

  mutating func popFirst() -> LiveEvent? {
    guard head < events.count else { return nil }
    // Mostly there is one event, which leaves the memory as it is.
    if events.count == 1 { return events.removeLast() }
    let event = events[head].take()
    head += 1
    if head == events.count {
      events.removeAll(keepingCapacity: head <= 4_096)
      head = 0
    } else if head >= 4_096 && head * 2 > events.count {
      events.removeSubrange(..<head)
      head = 0
    }
    return event
  }
}
