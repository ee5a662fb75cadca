// The work of pending timers, in slots that are used again.

/// What is to be done when a timer is due.
package enum TimerWork {
  /// The slot is free; the next free slot, or -1.
  case vacant(next: Int)
  /// The slot belongs to a sleep that has not suspended yet.
  case reserved
  /// The slot belongs to a sleep that was cancelled before it suspended.
  case revoked
  /// The slot belonged to a timer that was cancelled, and is still a link of its chain.
  case buried
  case callback(@Sendable () -> Void)
  // Unsafe rather than checked: it is resumed exactly once because taking it out of its slot vacates the slot.
  case wake(UnsafeContinuation<Void, any Error>)
}

/// A slab of timer work: the ticket tells slot and tenant, so that a stale ticket is recognised in O(1).
struct TimerSlots {
  /// 32 bytes: the link and the flag lie in what would be padding behind the work.
  private struct Slot {
    var work: TimerWork
    /// Whether the slot is a link of a chain of timers.
    var isLinked = false
    /// The next slot of the chain, or -1.
    var link: Int32 = -1
    var tenant: Ticket
  }

  private var slots: [Slot] = []
  private var firstVacant = -1

  var count: Int { slots.count }

  /// Puts `work` into a free slot for the event with this sequence.
  mutating func occupy(with work: TimerWork, sequence: Int) -> Ticket {
    precondition(sequence < Ticket.sequenceLimit, "an event loop has run out of sequence numbers")
    guard firstVacant >= 0 else {
      precondition(
        slots.count < Ticket.slotLimit, "an event loop has more than \(Ticket.slotLimit) timers pending")
      let ticket = Ticket(sequence: sequence, slot: slots.count)
      slots.append(Slot(work: work, tenant: ticket))
      return ticket
    }
    let slot = firstVacant
    guard case .vacant(let next) = slots[slot].work else {
      preconditionFailure("the free list holds a used slot")
    }
    firstVacant = next
    let ticket = Ticket(sequence: sequence, slot: slot)
    slots[slot] = Slot(work: work, tenant: ticket)
    return ticket
  }

  /// Whether the ticket's work is still here.
  func holds(_ ticket: Ticket) -> Bool {
    ticket.slot < slots.count && slots[ticket.slot].tenant == ticket && isLive(ticket.slot)
  }

  /// Whether a slot holds work that was neither taken nor cancelled.
  func isLive(_ slot: Int) -> Bool {
    switch slots[slot].work {
    case .vacant, .buried: false
    case .reserved, .revoked, .callback, .wake: true
    }
  }

  func tenant(of slot: Int) -> Ticket { slots[slot].tenant }

  /// The work of a slot, or nil if the ticket is stale.
  func work(of ticket: Ticket) -> TimerWork? {
    holds(ticket) ? slots[ticket.slot].work : nil
  }

  /// Replaces the work of a slot whose ticket is valid.
  mutating func update(_ ticket: Ticket, to work: TimerWork) {
    slots[ticket.slot].work = work
  }

  /// Takes the work out and frees the slot; nil if the ticket is stale.
  mutating func vacate(_ ticket: Ticket) -> TimerWork? {
    guard holds(ticket) else { return nil }
    return free(ticket.slot)
  }

  private mutating func free(_ slot: Int) -> TimerWork {
    var work = TimerWork.vacant(next: firstVacant)
    swap(&slots[slot].work, &work)
    slots[slot].isLinked = false
    firstVacant = slot
    return work
  }

  // MARK: Chains

  func isLinked(_ ticket: Ticket) -> Bool { slots[ticket.slot].isLinked }

  func link(of slot: Int) -> Int32 { slots[slot].link }

  /// Makes `next` follow a slot in its chain.
  mutating func link(_ slot: Int, to next: Int32) {
    slots[slot].isLinked = true
    slots[slot].link = next
  }

  /// Takes a slot out of its chain: its ticket if it holds work, else nil, and the slot is free.
  mutating func unlink(_ slot: Int) -> Ticket? {
    guard isLive(slot) else {
      _ = free(slot)
      return nil
    }
    slots[slot].isLinked = false
    return slots[slot].tenant
  }

  /// Takes the work out of a link of a chain; the slot stays in the chain.
  mutating func bury(_ ticket: Ticket) -> TimerWork? {
    guard holds(ticket) else { return nil }
    var work = TimerWork.buried
    swap(&slots[ticket.slot].work, &work)
    return work
  }
}
