// Two scouts that run ahead of the timers that are taken, so that the processor fetches early what the timers will touch.

import ConcurrencyHooks

/// How far two scouts are along the chain that is due.
///
/// With many timers pending, neither a slot nor what it refers to is in a cache. The far scout comes by a slot some timers before
/// that one runs: it has the next slot fetched, and what the work of its own slot refers to, which is a task or the captures of a
/// closure. When the near scout comes by, the task is there, and tells where its frames are, or the captures tell where the future is
/// that the closure will settle: that is fetched then. A chain may be of one timer, so the heads of the next chains are fetched in the
/// same way.
///
/// Scouts only prefetch: a slot that has changed meanwhile costs time and has no effect.
struct TimerScouts: ~Copyable {
  private struct Scout {
    /// The slot that it comes by next, or -1.
    var slot: Int32 = -1
    /// How many timers will be taken before that of the slot.
    var lead = 0
  }

  private static let farLead = 6
  private static let nearLead = 3

  private var far = Scout()
  private var near = Scout()
  private var freed = FreedCaptures()

  /// Follows the queue to a chain, which it begins to take.
  @inline(never)
  mutating func enter(_ chain: Int32, in slots: borrowing TimerSlots, _ order: borrowing TimerOrder) {
    far = Scout(slot: chain)
    near = far
    if let head = order.upcoming(4) { slots.prefetch(head.ticket.slot) }
    if let head = order.upcoming(2) { slots.prefetchWork(of: head.ticket.slot) }
    if let head = order.upcoming(1) { slots.prefetchBehindWork(of: head.ticket.slot) }
  }

  /// Takes the steps for the timer of a slot, which is taken: two each, until the scouts have their leads.
  @inline(never)
  mutating func advance(past slot: Int, in slots: borrowing TimerSlots) {
    if let captures = slots.captures(of: slot) { freed.append(captures) }
    far.lead -= 1
    near.lead -= 1
    for _ in 0..<2 where far.slot >= 0 && far.lead < Self.farLead {
      if far.lead >= 0 { slots.prefetchWork(of: Int(far.slot)) }
      far.slot = slots.link(of: Int(far.slot))
      far.lead += 1
      slots.prefetch(Int(far.slot))
    }
    for _ in 0..<2 where near.slot >= 0 && near.lead < min(Self.nearLead, far.lead) {
      if near.lead >= 0 { slots.prefetchBehindWork(of: Int(near.slot)) }
      near.slot = slots.link(of: Int(near.slot))
      near.lead += 1
    }
  }

  /// Has memory fetched for the timers that will be set after the one that was set now.
  @inline(__always)
  mutating func prefetchNext(in slots: borrowing TimerSlots) {
    slots.prefetchVacant()
    if let memory = freed.removeLast() { prefetchMemory(memory) }
  }
}
