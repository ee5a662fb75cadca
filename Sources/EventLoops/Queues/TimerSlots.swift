// The work of pending timers, in slots that are used again.

/// A slab of timer work: the ticket tells slot and tenant, so that a stale ticket is recognised in O(1).
struct TimerSlots: ~Copyable {
  /// The link and the flag lie in what would be padding behind the work.
  private struct Slot: ~Copyable {
    var work: TimerWork
    /// Whether the slot is a link of a chain of timers.
    var isLinked = false
    /// The next slot of the chain, or of those that are free, or -1.
    var link: Int32 = -1
    var tenant: Ticket

    /// Takes the work out, and makes `next` the free slot that follows.
    @inline(__always)
    mutating func vacate(before next: Int32) -> TimerWork {
      var taken = TimerWork.vacant
      swap(&work, &taken)
      isLinked = false
      link = next
      return taken
    }

    /// Makes the slot a link of a chain.
    @inline(__always)
    mutating func setLink(_ next: Int32) {
      isLinked = true
      link = next
    }
  }

  private var slots = Slab<Slot>()
  private var firstVacant: Int32 = -1

  var count: Int { slots.count }

  /// Puts `work` into a free slot for the event with this sequence.
  ///
  /// - Parameter isLinked: Whether the slot is the last link of a chain from now on.
  @inline(__always)
  mutating func occupy(with work: consuming TimerWork, sequence: Int, isLinked: Bool = false) -> Ticket {
    precondition(sequence < Ticket.sequenceLimit, "an event loop has run out of sequence numbers")
    if firstVacant < 0 { addSlot() }
    let slot = Int(firstVacant)
    firstVacant = slots[slot].link
    let ticket = Ticket(sequence: sequence, slot: slot)
    slots.overwrite(slot, with: Slot(work: work, isLinked: isLinked, tenant: ticket))
    return ticket
  }

  /// Adds a free slot.
  @inline(never)
  private mutating func addSlot() {
    precondition(slots.count < Ticket.slotLimit, "an event loop has more than \(Ticket.slotLimit) timers pending")
    firstVacant = Int32(truncatingIfNeeded: slots.count)
    slots.append(Slot(work: .vacant, tenant: Ticket(sequence: 0, slot: slots.count)))
  }

  /// Whether the ticket's work is still here.
  @inline(__always)
  func holds(_ ticket: Ticket) -> Bool {
    ticket.slot < slots.count && slots[ticket.slot].tenant == ticket && slots[ticket.slot].work.isLive
  }

  /// Whether a slot holds work that was neither taken nor cancelled.
  func isLive(_ slot: Int) -> Bool { slots[slot].work.isLive }

  func tenant(of slot: Int) -> Ticket { slots[slot].tenant }

  /// Whether a ticket is that of a sleep that was cancelled before it suspended.
  func isRevoked(_ ticket: Ticket) -> Bool { holds(ticket) && slots[ticket.slot].work.isRevoked }

  /// Whether a ticket is that of a sleeping task.
  func isSleep(_ ticket: Ticket) -> Bool { holds(ticket) && slots[ticket.slot].work.isSleep }

  /// Whether a ticket is that of a sleep that has not suspended yet.
  func isReserved(_ ticket: Ticket) -> Bool { holds(ticket) && slots[ticket.slot].work.isReserved }

  /// Replaces the work of a slot whose ticket is valid.
  mutating func update(_ ticket: Ticket, to work: consuming TimerWork) {
    slots[ticket.slot].work = work
  }

  /// Takes the work out and frees the slot; nil if the ticket is stale.
  mutating func vacate(_ ticket: Ticket) -> TimerWork? {
    guard holds(ticket) else { return nil }
    return vacate(ticket.slot)
  }

  /// Takes the work out, if there is any, and frees the slot.
  @inline(__always)
  mutating func vacate(_ slot: Int) -> TimerWork {
    let work = slots[slot].vacate(before: firstVacant)
    firstVacant = Int32(truncatingIfNeeded: slot)
    return work
  }

  // MARK: Chains

  /// Asks the processor to fetch a slot that is about to be read.
  @inline(__always)
  func prefetch(_ slot: Int) { slots.prefetch(slot) }

  /// Asks the processor to fetch what the work of a slot refers to: the captures of a closure, or the task that sleeps.
  @inline(__always)
  func prefetchWork(of slot: Int) {
    switch slots[slot].work {
    case .callback: slots.captures(in: slot)?.prefetch()
    case .wake(let continuation, _): RuntimeTask.prefetch(continuation)
    default: break
    }
  }

  /// Asks the processor to fetch what that refers to: the object that a closure captures first, or the frames of the task.
  @inline(__always)
  func prefetchBehindWork(of slot: Int) {
    switch slots[slot].work {
    case .callback: slots.captures(in: slot)?.prefetchFirst()
    // The task is alive as long as its sleep is in the slot.
    case .wake(let continuation, let isSettled): RuntimeTask.prefetchFrames(of: continuation, isSettled: isSettled)
    default: break
    }
  }

  /// The captures of the closure that is the work of a slot; nil if there are none.
  @inline(__always)
  func captures(of slot: Int) -> ClosureCaptures? {
    switch slots[slot].work {
    case .callback: slots.captures(in: slot)
    default: nil
    }
  }

  /// Asks the processor to fetch the slot that the next timer will have.
  @inline(__always)
  func prefetchVacant() { slots.prefetch(Int(firstVacant)) }

  func isLinked(_ ticket: Ticket) -> Bool { slots[ticket.slot].isLinked }

  @inline(__always)
  func link(of slot: Int) -> Int32 { slots[slot].link }

  /// Makes `next` follow a slot in its chain.
  @inline(__always)
  mutating func link(_ slot: Int, to next: Int32) {
    slots[slot].setLink(next)
  }

  /// Takes a slot out of its chain: its ticket if it holds work, else nil, and the slot is free.
  mutating func unlink(_ slot: Int) -> Ticket? {
    guard isLive(slot) else {
      _ = vacate(slot)
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
