// What a capturing loop keeps of Dispatch: its queues, and the events that may not run yet.

import DispatchCalls

/// The part of a capturing loop that takes what its events ask of Dispatch.
///
/// Touched like the loop's own state. Unchecked, since the compiler does not see that one thread at a time runs the loop.
final class CapturedDispatch: @unchecked Sendable {
  unowned let loop: VirtualEventLoop
  let originals: DispatchOriginals
  /// The threads on which the events run.
  let threads: LoopThreads
  /// The item that runs now, the innermost one of those that wait for one another.
  var current: QueueItem?

  // By address: an object that is in one of these tables is retained, so that no other one gets its address. Looked up, and
  // walked through only to release.
  private var queues: [UInt: CapturedQueue] = [:]
  /// The same in the order in which they were met.
  private(set) var knownQueues: [CapturedQueue] = []
  var counters: [UInt: CapturedCounter] = [:]
  var timers: [UInt: CapturedTimer] = [:]
  /// The names of the states of objects that the loop's events have created.
  private var names: [UInt: UInt64] = [:]

  /// The posted events that have a condition, by sequence. Looked up, never walked through.
  private var held: [Int: HeldEvent] = [:]
  /// The events that wait in the middle, in the order in which they began to.
  var parked: [ParkedEvent] = []
  /// Waits that were given up, in words.
  var abandonedWaits: [String] = []

  init(_ loop: VirtualEventLoop, _ originals: DispatchOriginals) {
    self.loop = loop
    self.originals = originals
    threads = LoopThreads(loop)
  }

  deinit {
    for queue in queues.values {
      queue.forget()
      originals.release(queue.pointer)
    }
    for counter in counters.values { counter.giveBack(originals) }
    for timer in timers.values { timer.end(originals) }
  }

  /// Whether the policy lets another event run at each place where code waits for others.
  var yields: Bool {
    switch loop.chooser.policy {
    case .fifo, .taskAffine: false
    case .seeded, .script, .driven: true
    }
  }

  // Queues.

  /// The loop's account of a queue.
  func queue(_ pointer: UnsafeMutableRawPointer?) -> CapturedQueue {
    // A timer's source without a queue is on the default one, as is what Dispatch is given no queue for.
    guard let pointer = pointer ?? originals.defaultQueue else { preconditionFailure("Dispatch has no default queue") }
    if let known = queues[UInt(bitPattern: pointer)] { return known }
    let width = pointer.load(fromByteOffset: originals.widthOffset, as: UInt16.self)
    let target = pointer.load(fromByteOffset: originals.targetOffset, as: UnsafeMutableRawPointer?.self)
    let isMain = pointer == originals.mainQueue
    let text = originals.label(pointer).map { String(cString: $0) } ?? ""
    let isGlobal = target == nil && width > 1
    let label = isMain ? "main queue" : isGlobal ? "global queue" : text.isEmpty ? "queue" : "queue \(text)"
    originals.retain(pointer)
    let queue = CapturedQueue(
      pointer, label: label, isSerial: width == 1, isGlobal: isGlobal, target: target.map { self.queue($0) },
      // One that was made outside of the loop's events has the name of its label, which others may have: that is on the safe side.
      state: names[UInt(bitPattern: pointer)] ?? (StableHash.of(label) | 1))
    queues[UInt(bitPattern: pointer)] = queue
    knownQueues.append(queue)
    return queue
  }

  /// The main queue.
  var mainQueue: CapturedQueue { queue(originals.mainQueue) }

  /// Names an object that the running event has created.
  func nameNew(_ object: UnsafeMutableRawPointer?) {
    names[UInt(bitPattern: object)] = loop.nameState()
  }

  /// The name of the state of an object; one name for all of a kind that were made outside of the loop's events.
  func name(of object: UnsafeMutableRawPointer?, _ kind: String) -> UInt64 {
    names[UInt(bitPattern: object)] ?? (StableHash.of("any \(kind)") | 1)
  }

  /// Whether an object is a queue that the loop knows.
  func knowsQueue(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    queues[UInt(bitPattern: pointer)] != nil || names[UInt(bitPattern: pointer)] != nil
  }

  /// Whether the running event is on a queue.
  func isOn(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    current?.queue.chain.contains { $0.pointer == pointer } ?? false
  }

  /// Whether the running event was submitted to the main queue, or to one whose target that is.
  var isOnMainQueue: Bool { current.map { $0.queue.chain.contains { $0.pointer == originals.mainQueue } } ?? false }

  // Events that are held.

  /// Holds an event until its condition is met.
  func hold(_ event: HeldEvent, sequence: Int) {
    event.sequence = sequence
    held[sequence] = event
  }

  /// Forgets an event that begins or was withdrawn.
  func letGo(_ event: HeldEvent) {
    held[event.sequence] = nil
  }

  /// Notes that a timer has come due: its item comes to its queue now.
  func arrive(_ sequence: Int) {
    guard let item = held[sequence] as? QueueItem, item.order == .timed else { return }
    item.arrival = loop.clockReading
    item.queue.waiting.append(item)
  }

  /// The places in the queue of the events that may run, out of those that may as far as others are concerned; nil if all
  /// of them may.
  func eligible(_ ready: borrowing ReadyQueue, among places: [Int]?) -> [Int]? {
    if held.isEmpty { return places }
    var eligible: [Int] = []
    let record = loop.record
    for place in places ?? Array(0..<ready.count) {
      if let event = held[ready.sequence(at: place)] {
        let canRun = event.canRun
        if let record, canRun != event.couldRun { record.holds(event.sequence, no: canRun) }
        event.couldRun = canRun
        if !canRun { continue }
      }
      eligible.append(place)
    }
    return eligible
  }

  /// Whether any ready event may run.
  func canRunAny(of ready: borrowing ReadyQueue) -> Bool {
    for place in 0..<ready.count {
      if let ticket = ready.ticket(at: place), !loop.timers.holds(ticket) { continue }
      if held[ready.sequence(at: place)]?.canRun ?? true { return true }
    }
    return false
  }

  /// Whether any event waits, or may not begin.
  var hasWaits: Bool { !parked.isEmpty || !abandonedWaits.isEmpty || !stuckQueues.isEmpty }

  /// What reports call the running event: its item, or its task.
  var currentLabel: String {
    if let item = current?.withOuters.last, item.order != .none { return item.label }
    if let task = loop.callingTask { return loop.tasks.records[task].label }
    return loop.currentName.label
  }

  /// A segment of the main actor, which runs while no other work of the main queue does.
  func mainSegment(_ sequence: Int) -> QueueItem {
    let item = QueueItem(on: mainQueue, "main actor", nil, order: .none, arrival: loop.clockReading)
    hold(item, sequence: sequence)
    if let record = loop.record { record.account(mainQueue.occupation, .read) }
    return item
  }

  /// The number of a name in the loop's log.
  func nameNumber(_ label: @autoclosure () -> String) -> Int32 {
    loop.recording == .everything ? loop.log.names.number(of: label(), at: nil) : -1
  }

  /// Notes that the running event used something that the loop does not take.
  func noteEscape(of what: String) {
    let (label, site) = loop.currentName
    let escape = Escape(kind: .usedSystem, label: label, site: site, captures: true, used: what)
    if !loop.escapes.contains(escape) { loop.escapes.append(escape) }
  }
}

extension ScheduleRecord {
  /// Notes that the last step has made an event one that may run, or one that may not any more.
  func holds(_ event: Int, no canRun: Bool) {
    if canRun { enable(event, by: currentStep) } else { withdraw(event) }
  }
}
