// The work of pending timers, in slots that are used again.

/// What is to be done when a timer is due.
enum TimerWork {
  /// The slot is free; the next free slot, or -1.
  case vacant(next: Int)
  /// The slot belongs to a sleep that has not suspended yet.
  case reserved
  /// The slot belongs to a sleep that was cancelled before it suspended.
  case revoked
  case callback(@Sendable () -> Void)
  // Unsafe rather than checked: it is resumed exactly once because taking it out of its slot vacates the slot.
  case wake(UnsafeContinuation<Void, any Error>)
}

/// A slab of timer work: the ticket tells slot and tenant, so that a stale ticket is recognised in O(1).
struct TimerSlots {
  private struct Slot {
    var work: TimerWork
    /// Whether the timer has left the heap for the ready queue; it lies in what would be padding.
    var isReady = false
    var tenant: Ticket
  }

  private var slots: [Slot] = []
  private var firstVacant = -1

  /// Puts `work` into a free slot for the event with this sequence.
  mutating func occupy(with work: TimerWork, sequence: Int) -> Ticket {
    precondition(sequence < Ticket.sequenceLimit, "an event loop has run out of sequence numbers")
    guard firstVacant >= 0 else {
      precondition(slots.count < Ticket.slotLimit, "an event loop has more than \(Ticket.slotLimit) timers pending")
      let ticket = Ticket(sequence: sequence, slot: slots.count)
      slots.append(Slot(work: work, tenant: ticket))
      return ticket
    }
    let slot = firstVacant
    guard case .vacant(let next) = slots[slot].work else { preconditionFailure("the free list holds a used slot") }
    firstVacant = next
    let ticket = Ticket(sequence: sequence, slot: slot)
    slots[slot] = Slot(work: work, tenant: ticket)
    return ticket
  }

  /// Whether the ticket's work is still here.
  func holds(_ ticket: Ticket) -> Bool {
    slots[ticket.slot].tenant == ticket && !isVacant(ticket.slot)
  }

  /// Takes the work out and frees the slot; nil if the ticket is stale.
  mutating func vacate(_ ticket: Ticket) -> TimerWork? {
    guard ticket.slot < slots.count, holds(ticket) else { return nil }
    var work = TimerWork.vacant(next: firstVacant)
    swap(&slots[ticket.slot].work, &work)
    firstVacant = ticket.slot
    return work
  }

  /// Notes that the timer has left the heap for the ready queue.
  mutating func markReady(_ ticket: Ticket) {
    slots[ticket.slot].isReady = true
  }

  /// Whether the ticket is valid and its timer is in the ready queue.
  func isReady(_ ticket: Ticket) -> Bool {
    ticket.slot < slots.count && holds(ticket) && slots[ticket.slot].isReady
  }

  /// Replaces the work of a slot whose ticket is valid.
  mutating func update(_ ticket: Ticket, to work: TimerWork) {
    slots[ticket.slot].work = work
  }

  /// The work of a slot, or nil if the ticket is stale.
  func work(of ticket: Ticket) -> TimerWork? {
    ticket.slot < slots.count && holds(ticket) ? slots[ticket.slot].work : nil
  }

  private func isVacant(_ slot: Int) -> Bool {
    if case .vacant = slots[slot].work { true } else { false }
  }
}
