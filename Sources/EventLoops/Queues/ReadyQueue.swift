// The events that are due now, first in, first out.

/// What a ready event does when its turn comes.
///
/// It is moved from the caller to its turn and never copied.
enum ReadyWork: ~Copyable {
  case callback(@Sendable () -> Void)
  /// The end of a sleep; and whether the loop may run its task without resuming the continuation.
  case wake(UnsafeContinuation<Void, any Error>, isSettled: Bool)
  /// A segment of a task or an actor; and whether it is known to be that of a task which prefers the loop as its executor.
  case job(UnownedJob, isSettled: Bool)
  /// A timer that has come due; its work is still in its slot, so that it can be cancelled until it begins.
  case timer(Ticket)
}

/// A ready event and its place in the total order.
struct ReadyEvent: ~Copyable {
  var work: ReadyWork
  let sequence: Int

  /// The ticket of a timer that is still in its slot.
  var ticket: Ticket? {
    switch work {
    case .timer(let ticket): ticket
    default: nil
    }
  }
}

/// A first-in first-out queue in a ring of memory.
///
/// - Complexity: O(1) amortised for `append` and `popFirst`; O(n) for removal from the middle, which only
///   scheduling policies other than first-in first-out ask for.
struct ReadyQueue: ~Copyable {
  // The memory is the queue's own: the `count` places from `head` on are initialized, the first one following the last.
  private var ring = UnsafeMutableBufferPointer<ReadyEvent>(start: nil, count: 0)
  private var head = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// Where the k-th of the waiting events is; the ring has a power of two of places.
  @inline(__always)
  private func place(of k: Int) -> Int { (head &+ k) & (ring.count &- 1) }

  @inline(__always)
  mutating func append(_ work: consuming ReadyWork, sequence: Int) {
    append(ReadyEvent(work: work, sequence: sequence))
  }

  @inline(__always)
  mutating func append(_ event: consuming ReadyEvent) {
    if count == ring.count { grow() }
    ring.initializeElement(at: place(of: count), to: event)
    count += 1
  }

  /// Adds an event that comes before all others.
  mutating func prepend(_ event: consuming ReadyEvent) {
    if count == ring.count { grow() }
    head = place(of: ring.count - 1)
    count += 1
    ring.initializeElement(at: head, to: event)
  }

  @inline(__always)
  mutating func popFirst() -> ReadyEvent? {
    if count == 0 { return nil }
    if count > Self.eventsWorthFetching { prefetchWork() }
    let first = head
    head = place(of: 1)
    count -= 1
    return ring.moveElement(from: first)
  }

  /// With more events, what the event refers to that runs this many events later is fetched early, and when it is there, what that
  /// refers to in turn.
  private static let eventsWorthFetching = 1_024
  private static let farLead = 8
  private static let nearLead = 4

  /// Asks the processor to fetch what events will touch that run soon.
  @inline(never)
  private func prefetchWork() {
    let far = place(of: Self.farLead)
    switch ring[far].work {
    case .job(let job, _): RuntimeTask.prefetch(job)
    case .callback: captures(at: far)?.prefetch()
    default: break
    }
    let near = place(of: Self.nearLead)
    switch ring[near].work {
    // A task whose job was taken when it was created has not run before, and is alive until then.
    case .job(let job, isSettled: true): RuntimeTask.prefetchStack(of: job)
    case .callback: captures(at: near)?.prefetchContent()
    default: break
    }
  }

  /// The captures of the closure at a place.
  @inline(__always)
  private func captures(at place: Int) -> ClosureCaptures? {
    ClosureCaptures(ofClosureAt: ring.baseAddress.unsafelyUnwrapped + place)
  }

  /// The sequence of the k-th of the waiting events, counted from 0.
  func sequence(at k: Int) -> Int {
    precondition(k >= 0 && k < count, "the queue has no such event")
    return ring[place(of: k)].sequence
  }

  /// The ticket of the k-th of the waiting events, if it is a timer.
  func ticket(at k: Int) -> Ticket? {
    precondition(k >= 0 && k < count, "the queue has no such event")
    return ring[place(of: k)].ticket
  }

  /// Takes the k-th event out; those before it close up.
  mutating func remove(at k: Int) -> ReadyEvent? {
    precondition(k >= 0 && k < count, "the queue has no such event")
    let event = ring.moveElement(from: place(of: k))
    for gap in stride(from: k, to: 0, by: -1) {
      ring.initializeElement(at: place(of: gap), to: ring.moveElement(from: place(of: gap - 1)))
    }
    head = place(of: 1)
    count -= 1
    return event
  }

  /// Takes out all timers for which that is true.
  mutating func removeTimers(where isGone: (Ticket) -> Bool) {
    for _ in 0..<count {
      guard let event = popFirst() else { return }
      if let ticket = event.ticket, isGone(ticket) { continue }
      append(event)
    }
  }

  @inline(never)
  private mutating func grow() {
    let formerly = ring.count
    ring = GrowingMemory.grown(ring, to: max(8, 2 * formerly))
    // The ring was full: what came before the first event comes behind the last place now.
    for k in 0..<head { ring.initializeElement(at: formerly + k, to: ring.moveElement(from: k)) }
  }

  deinit {
    for k in 0..<count { ring.deinitializeElement(at: place(of: k)) }
    GrowingMemory.free(ring)
  }
}
