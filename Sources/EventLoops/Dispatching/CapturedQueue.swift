// A queue of Dispatch as a capturing loop knows it, and the work that waits on it.

/// An event that is posted, and may not run before something else has happened.
class HeldEvent: @unchecked Sendable {
  // Unchecked as `CapturedDispatch` is, to which it belongs.
  /// The event.
  var sequence = 0
  /// Whether it could have run when the last event was chosen.
  var couldRun = true

  /// Whether it may run now.
  var canRun: Bool { true }
}

/// A queue with what waits on it and what has begun.
final class CapturedQueue: @unchecked Sendable {
  // Unchecked as `CapturedDispatch` is, to which it belongs.
  let pointer: UnsafeMutableRawPointer
  /// What traces and reports call the queue.
  let label: String
  let isSerial: Bool
  /// Whether it is one of the system's queues, on which barriers have no effect.
  let isGlobal: Bool
  /// The queues on which its work runs: itself, its target, the target of that, and so on.
  private(set) var chain: [CapturedQueue] = []
  /// The name of the state of the order of its work, in the record of a driven loop.
  let state: UInt64
  /// The name of the state of its being occupied by work that waits for something.
  var occupation: UInt64 { ScheduleRecord.name(state, -7) | 1 }

  /// The work that has not begun, in the order in which it came.
  var waiting: [QueueItem] = []
  /// The work of this queue, and of those that it is the target of, which has begun and not ended.
  var running: [QueueItem] = []
  var suspensions = 0

  /// Work that has ended at the present instant.
  struct Ended {
    let item: QueueItem
    let step: Int
  }
  private(set) var ended: [Ended] = []
  private var endedAt = Instant.zero

  init(
    _ pointer: UnsafeMutableRawPointer, label: String, isSerial: Bool, isGlobal: Bool, target: CapturedQueue?,
    state: UInt64
  ) {
    self.pointer = pointer
    self.label = label
    self.isSerial = isSerial
    self.isGlobal = isGlobal
    self.state = state
    chain = [self] + (target?.chain ?? [])
  }

  /// Ends the cycle of references.
  func forget() {
    chain = []
    waiting = []
    running = []
    ended = []
  }

  /// Whether an item may begin.
  func canBegin(_ item: QueueItem) -> Bool {
    for queue in chain {
      if queue.suspensions > 0 { return false }
      if queue.isSerial ? !queue.running.isEmpty : queue.running.contains(where: { $0.isBarrier && $0.queue === queue })
      {
        return false
      }
    }
    if item.isBarrier, !running.isEmpty { return false }
    for other in waiting {
      if other === item { break }
      if other.precedes(item) { return false }
    }
    return true
  }

  /// The steps that ended what had to come before an item, at the present instant: all others come before it anyway.
  func steps(before item: QueueItem, at instant: Instant) -> [Int] {
    if endedAt != instant { return [] }
    return ended.filter { $0.item.precedes(item) }.map(\.step)
  }

  /// Notes that an item has ended.
  func end(_ item: QueueItem, step: Int, at instant: Instant) {
    for queue in chain { queue.running.removeAll { $0 === item } }
    if endedAt != instant { ended = [] }
    endedAt = instant
    // What has to come after an earlier item comes after this one as well, which has come after that.
    if isSerial, item.order == .submitted {
      ended.removeAll { $0.item.order == .submitted && $0.item.arrival == item.arrival }
    }
    if step >= 0 { ended.append(Ended(item: item, step: step)) }
  }
}

/// One piece of work on a queue.
final class QueueItem: HeldEvent, @unchecked Sendable {
  let queue: CapturedQueue
  /// Whether it runs alone on its queue.
  let isBarrier: Bool
  /// How its place among the queue's work is found.
  enum Order {
    /// In the order of submission.
    case submitted
    /// As if a timer submitted it: the order of those that are submitted at the same instant is open.
    case timed
    /// As the loop orders segments of the main actor; see `MainActorOrder`.
    case none
  }
  let order: Order
  /// When it came to its queue.
  var arrival: Instant
  /// What traces and reports call it.
  let label: String
  var block: DispatchBlock?
  /// The item in which it began, in its place.
  var outer: QueueItem?

  /// The item and those in which it began.
  var withOuters: [QueueItem] { [self] + (outer?.withOuters ?? []) }

  init(
    on queue: CapturedQueue, _ label: String, _ block: DispatchBlock?, isBarrier: Bool = false,
    order: Order = .submitted, arrival: Instant
  ) {
    self.queue = queue
    self.label = label
    self.block = block
    self.isBarrier = isBarrier && !queue.isGlobal
    self.order = order
    self.arrival = arrival
  }

  override var canRun: Bool { queue.canBegin(self) }

  /// Whether the order of the two is certain, where this one came to the queue first.
  func precedes(_ other: QueueItem) -> Bool {
    guard queue.isSerial || isBarrier || other.isBarrier else { return false }
    if order == .none || other.order == .none { return false }
    return order == .submitted && other.order == .submitted || arrival != other.arrival
  }
}
