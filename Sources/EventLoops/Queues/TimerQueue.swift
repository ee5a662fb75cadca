// The pending timers of a loop: earliest deadline first, ties in the order of arming.

/// Timers in order of `(deadline, ticket)`.
///
/// Timers that are armed one after another for the same instant form a chain through their slots, and only the head
/// of a chain is in the order: calls that take equally long need one operation on it, not one each.
///
/// Only the newest chain of an instant is ever prolonged, so the tickets of an older chain all come before those of a
/// newer one, and taking whole chains keeps the total order.
package struct TimerQueue: ~Copyable, Sendable {
  private var order = TimerOrder()
  private var slots = TimerSlots()
  /// The chains that were prolonged last, by a few bits of their deadline.
  private var openChains = Slab<OpenChain>()
  /// What is left of a hash is the place of an open chain.
  private var hashShift: UInt64 = 0
  /// What has memory fetched before the timers run that touch it.
  private var scouts = TimerScouts()
  /// The first slot of what is left of the chain that is due now, or -1.
  private var dueChain: Int32 = -1
  /// The deadline of the timer that was popped last.
  package private(set) var poppedDeadline = Instant.zero
  /// The latest deadline of those chains that have been taken: none up to it is prolonged.
  private var reached = Instant(nanoseconds: .min)
  /// How many cancelled timers are still links of a chain.
  private(set) var staleCount = 0
  /// How many timers are armed and neither taken nor cancelled.
  package private(set) var count = 0

  package init() { open(chains: Self.fewChains) }

  private struct OpenChain {
    var deadline = Instant(nanoseconds: .min)
    var tail: Int32 = -1
  }

  /// How many chains are open at once: few on a loop with few timers, so that it costs nothing to create.
  private static let fewChains = 8
  private static let manyChains = 128
  /// With more timers, many chains are open.
  private static let fewTimers = 64
  /// With this many slots, of 32 bytes each, scouts run ahead: fewer timers and what they refer to are in a cache anyway.
  private static let slotsWorthScouting = 4_096

  /// Where an open chain for a deadline would be: the high bits of a multiplicative hash.
  @inline(__always)
  private func bucket(for deadline: Instant) -> Int {
    Int(truncatingIfNeeded: (UInt64(bitPattern: deadline.nanoseconds) &* 0x9E37_79B9_7F4A_7C15) &>> hashShift)
  }

  /// Closes all chains, and makes room for others.
  @inline(never)
  private mutating func open(chains count: Int) {
    openChains = Slab()
    for _ in 0..<count { openChains.append(OpenChain()) }
    hashShift = UInt64(count.leadingZeroBitCount + 1)
  }

  /// The timers that are neither taken nor cancelled, in the order in which they were armed.
  var pending: [Ticket] {
    (0..<slots.count).filter { slots.isLive($0) }.map { slots.tenant(of: $0) }.sorted()
  }

  /// The number of slots in use or free for use, for tests that watch memory.
  var capacity: Int { slots.count }

  /// For how many chains of timers there is memory, likewise.
  var keyCapacity: Int { order.capacity }

  /// Keeps `work` under a ticket for the event with this sequence, without arming a timer.
  @inline(__always)
  package mutating func hold(_ work: consuming TimerWork, sequence: Int) -> Ticket {
    slots.occupy(with: work, sequence: sequence)
  }

  /// Whether the ticket is that of a sleep that was cancelled before it suspended.
  func isRevoked(_ ticket: Ticket) -> Bool { slots.isRevoked(ticket) }

  /// Whether the ticket is that of a sleeping task.
  func isSleep(_ ticket: Ticket) -> Bool { slots.isSleep(ticket) }

  /// Whether the ticket is that of a sleep that has not suspended yet.
  func isReserved(_ ticket: Ticket) -> Bool { slots.isReserved(ticket) }

  /// Replaces the work that is kept under a valid ticket.
  mutating func update(_ ticket: Ticket, to work: consuming TimerWork) { slots.update(ticket, to: work) }

  /// Whether the ticket is valid: its work has neither begun nor been cancelled.
  package func holds(_ ticket: Ticket) -> Bool { slots.holds(ticket) }

  /// Arms the timer of a ticket that was just issued.
  ///
  /// - Complexity: O(1) for a deadline that was used lately, O(log chains) otherwise.
  @inline(__always)
  package mutating func arm(_ ticket: Ticket, due deadline: Instant) {
    slots.link(ticket.slot, to: -1)
    chain(ticket, due: deadline)
  }

  /// Arms a timer for the event with this sequence: what `hold` and `arm` do in two steps.
  @inline(__always)
  mutating func arm(_ work: consuming TimerWork, sequence: Int, due deadline: Instant) -> Ticket {
    let ticket = slots.occupy(with: work, sequence: sequence, isLinked: true)
    chain(ticket, due: deadline)
    return ticket
  }

  /// Puts a slot, which is the last link of a chain, into the order.
  @inline(__always)
  private mutating func chain(_ ticket: Ticket, due deadline: Instant) {
    count &+= 1
    if slots.count >= Self.slotsWorthScouting { scouts.prefetchNext(in: slots) }
    if slots.count > Self.fewTimers, openChains.count < Self.manyChains { open(chains: Self.manyChains) }
    let bucket = bucket(for: deadline)
    let chain = openChains[bucket]
    if chain.deadline == deadline, deadline > reached {
      slots.link(Int(chain.tail), to: Int32(truncatingIfNeeded: ticket.slot))
    } else {
      order.insert(TimerKey(deadline: deadline, ticket: ticket))
    }
    openChains[bucket] = OpenChain(deadline: deadline, tail: Int32(truncatingIfNeeded: ticket.slot))
  }

  /// Takes the next timer that is due by `now` off the queue; its work stays under its ticket.
  package mutating func popDue(by now: Instant) -> Ticket? {
    while let slot = nextLink(dueBy: now) {
      if let ticket = slots.unlink(slot) {
        count -= 1
        return ticket
      }
      staleCount -= 1
    }
    return nil
  }

  /// Whether a timer may be due by `now`; if not, `takeDue` need not be called.
  @inline(__always)
  func mayHave(dueBy now: Instant) -> Bool { dueChain >= 0 || order.mayHave(dueBy: now) }

  /// Takes the next timer that is due by `now` and its work, in one step: what `popDue` and `take` do in two.
  mutating func takeDue(by now: Instant) -> ReadyEvent? {
    while let slot = nextLink(dueBy: now) {
      let sequence = slots.tenant(of: slot).sequence
      switch slots.vacate(slot) {
      case .callback(let body):
        count -= 1
        return ReadyEvent(work: .callback(body), sequence: sequence)
      case .wake(let continuation, let isSettled):
        count -= 1
        return ReadyEvent(work: .wake(continuation, isSettled: isSettled), sequence: sequence)
      default:
        staleCount -= 1
      }
    }
    return nil
  }

  /// As `takeDue`, the work alone; `vacant` if none is due.
  @inline(__always)
  mutating func takeWork(dueBy now: Instant) -> TimerWork {
    while let slot = nextLink(dueBy: now) {
      let work = slots.vacate(slot)
      if work.isLive {
        count &-= 1
        return work
      }
      staleCount -= 1
    }
    return .vacant
  }

  /// Takes the next link off the chain that is due, or off the next one that is due by `now`.
  @inline(__always)
  private mutating func nextLink(dueBy now: Instant) -> Int? {
    if dueChain < 0 && !takeChain(dueBy: now) { return nil }
    let slot = Int(dueChain)
    dueChain = slots.link(of: slot)
    // With a million timers, a slot is in no cache.
    if slots.count < Self.slotsWorthScouting {
      slots.prefetch(Int(dueChain))
    } else {
      scouts.advance(past: slot, in: slots)
    }
    return slot
  }

  /// Takes the first chain off the order, if it is due by `now`.
  @inline(__always)
  private mutating func takeChain(dueBy now: Instant) -> Bool {
    guard let key = order.removeFirst(dueBy: now) else { return false }
    poppedDeadline = key.deadline
    if key.deadline > reached { reached = key.deadline }
    dueChain = Int32(truncatingIfNeeded: key.ticket.slot)
    if slots.count >= Self.slotsWorthScouting {
      if let next = order.upcoming { slots.prefetch(next.ticket.slot) }
      scouts.enter(dueChain, in: slots, order)
    } else if let next = order.upcoming(0) {
      // Even a thousand slots are more than the smallest cache holds.
      slots.prefetch(next.ticket.slot)
    }
    return true
  }

  /// The deadline of the earliest timer, once those that are due have been popped.
  package mutating func earliestDeadline() -> Instant? {
    while let key = order.first() {
      let slot = key.ticket.slot
      if slots.isLive(slot) { return key.deadline }
      let next = slots.link(of: slot)
      _ = slots.unlink(slot)
      staleCount -= 1
      if next >= 0 {
        order.replaceFirst(with: TimerKey(deadline: key.deadline, ticket: slots.tenant(of: Int(next))))
      } else {
        order.removeFirst()
        close(key.deadline)
      }
    }
    return nil
  }

  /// Takes the work of a timer that is due; nil if the ticket is stale.
  package mutating func take(_ ticket: Ticket) -> TimerWork? { slots.vacate(ticket) }

  /// Takes the work of a timer that is not to run.
  ///
  /// - Returns: The work; nil if the ticket is stale.
  package mutating func cancel(_ ticket: Ticket) -> TimerWork? {
    guard isQueued(ticket) else { return slots.vacate(ticket) }
    // The slot stays a link of its chain until the chain is due or the queue is rebuilt.
    count -= 1
    staleCount += 1
    let work = slots.bury(ticket)
    if staleCount > 64 && staleCount > count { rebuild() }
    return work
  }

  /// Whether a timer is in the queue: neither taken off it nor cancelled.
  func isQueued(_ ticket: Ticket) -> Bool { slots.holds(ticket) && slots.isLinked(ticket) }

  /// Forgets that a chain can be prolonged: it has lost all links, and is not due.
  private mutating func close(_ deadline: Instant) {
    let bucket = bucket(for: deadline)
    if openChains[bucket].deadline == deadline { openChains[bucket] = OpenChain() }
  }

  /// Takes the cancelled timers out of all chains, so that memory follows what is pending.
  ///
  /// - Complexity: O(n), which the cancellations since the last time have paid for.
  private mutating func rebuild() {
    open(chains: openChains.count)
    let keys = order.removeAll().compactMap { key -> TimerKey? in
      guard let head = compact(Int32(truncatingIfNeeded: key.ticket.slot)) else { return nil }
      return TimerKey(deadline: key.deadline, ticket: slots.tenant(of: head))
    }
    order.fill(with: keys)
    dueChain = dueChain < 0 ? -1 : compact(dueChain).map { Int32(truncatingIfNeeded: $0) } ?? -1
    staleCount = 0
  }

  /// Takes the cancelled timers out of one chain.
  ///
  /// - Returns: The slot that is now its head, or nil if none is left.
  private mutating func compact(_ head: Int32) -> Int? {
    var (newHead, tail, next) = (Int?.none, -1, head)
    while next >= 0 {
      let slot = Int(next)
      next = slots.link(of: slot)
      if slots.isLive(slot) {
        if tail >= 0 { slots.link(tail, to: Int32(truncatingIfNeeded: slot)) }
        newHead = newHead ?? slot
        tail = slot
      } else {
        _ = slots.unlink(slot)
      }
    }
    if tail >= 0 { slots.link(tail, to: -1) }
    return newHead
  }
}
