// Groups and semaphores: what the loop's events have done to an object of Dispatch.

import DispatchCalls

/// A group or a semaphore. The object of Dispatch counts; the loop knows which events have counted.
final class CapturedCounter: @unchecked Sendable {
  // Unchecked as `CapturedDispatch` is, to which it belongs.
  let pointer: UnsafeMutableRawPointer
  /// What reports call it.
  let label: String
  let isGroup: Bool
  /// The name of its state in the record of a driven loop.
  let state: UInt64
  /// The events that have entered the group and not left it, or taken from the semaphore and not signalled it.
  private(set) var holders: [String] = []
  /// The work that is to run when the group is empty.
  var notifications: [QueueItem] = []
  /// How many notifications the group has had.
  var notificationCount = 0
  /// The steps that have left the group, or signalled the semaphore.
  var steps: [Int] = []

  init(_ pointer: UnsafeMutableRawPointer, _ label: String, isGroup: Bool, state: UInt64) {
    self.pointer = pointer
    self.label = label
    self.isGroup = isGroup
    self.state = state
  }

  /// Notes that an event enters or takes.
  func take(_ holder: String) { holders.append(holder) }

  /// Notes that an event leaves or signals: for itself if it has taken, or for the one that has first.
  func give(_ giver: String) {
    guard let index = holders.lastIndex(of: giver) ?? holders.indices.first else { return }
    holders.remove(at: index)
  }

  /// Brings the object into the state in which Dispatch lets it end, and releases it.
  func giveBack(_ originals: DispatchOriginals) {
    for _ in holders { if isGroup { originals.groupLeave(pointer) } else { _ = originals.semaphoreSignal(pointer) } }
    originals.release(pointer)
  }

  /// Whether a wait for it would end now.
  func isAvailable(_ originals: DispatchOriginals) -> Bool {
    if isGroup { return originals.groupWait(pointer, DispatchClock.now) == 0 }
    guard originals.semaphoreWait(pointer, DispatchClock.now) == 0 else { return false }
    _ = originals.semaphoreSignal(pointer)
    return true
  }
}

extension CapturedDispatch {
  /// The loop's account of a group or a semaphore.
  func counter(_ pointer: UnsafeMutableRawPointer?, isGroup: Bool) -> CapturedCounter? {
    guard let pointer else { return nil }
    if let known = counters[UInt(bitPattern: pointer)] { return known }
    let kind = isGroup ? "group" : "semaphore"
    let number = counters.values.count { $0.isGroup == isGroup } + 1
    originals.retain(pointer)
    let counter = CapturedCounter(
      pointer, "\(kind) \(number)", isGroup: isGroup, state: name(of: pointer, kind))
    counters[UInt(bitPattern: pointer)] = counter
    return counter
  }

  /// `dispatch_semaphore_signal`.
  ///
  /// - Returns: Not 0 if something waits for it.
  func signal(_ pointer: UnsafeMutableRawPointer?) -> Int {
    guard let semaphore = counter(pointer, isGroup: false) else { return 0 }
    loop.record?.note(semaphore.state, .write)
    semaphore.give(currentLabel)
    let hasWaiters = parked.contains { $0.counter === semaphore }
    return originals.semaphoreSignal(semaphore.pointer) != 0 || hasWaiters ? 1 : 0
  }

  /// `dispatch_semaphore_wait`.
  ///
  /// - Returns: 0 if it was signalled, not 0 if the time was over.
  func wait(forSemaphore pointer: UnsafeMutableRawPointer?, _ timeout: UInt64) -> Int {
    guard let semaphore = counter(pointer, isGroup: false) else { return 0 }
    let isOver = waitIsOver(semaphore, timeout)
    loop.record?.note(semaphore.state, .write)
    guard isOver, originals.semaphoreWait(semaphore.pointer, DispatchClock.now) == 0 else { return 1 }
    semaphore.take(currentLabel)
    return 0
  }

  /// `dispatch_group_wait`.
  ///
  /// - Returns: 0 if the group is empty, not 0 if the time was over.
  func wait(forGroup pointer: UnsafeMutableRawPointer?, _ timeout: UInt64) -> Int {
    guard let group = counter(pointer, isGroup: true) else { return 0 }
    let isOver = waitIsOver(group, timeout)
    loop.record?.note(group.state, .write)
    return isOver ? 0 : 1
  }

  /// Waits until a group is empty or a semaphore can be taken.
  ///
  /// - Returns: Whether it is, before the time was over.
  private func waitIsOver(_ counter: CapturedCounter, _ timeout: UInt64) -> Bool {
    loop.record?.note(counter.state, .write)
    let now = loop.clockReading
    let deadline = DispatchClock.instant(of: timeout, at: now)
    if let deadline, deadline <= now { return counter.isAvailable(originals) }
    if !yields, counter.isAvailable(originals) { return true }
    let event = ParkedEvent(currentLabel, .counter(counter))
    if let deadline { limit(event, to: deadline, counter) }
    park(event)
    if let ticket = event.limit, !event.isTimedOut { _ = loop.withdraw(ticket) }
    return !event.isTimedOut
  }

  private func limit(_ event: ParkedEvent, to deadline: Instant, _ counter: CapturedCounter) {
    let label = "end of the wait of \(event.label) for \(counter.label)"
    let sequence = loop.issueSequence(.timer, { nameNumber(label) }, due: deadline)
    let ticket = loop.timers.hold(
      .callback { [unowned self] in
        loop.record?.note(counter.state, .write)
        if !counter.isAvailable(originals) { event.isTimedOut = true }
      }, sequence: sequence)
    loop.enqueue(ticket, due: deadline)
    event.limit = ticket
  }

  /// `dispatch_group_enter`.
  func enter(_ pointer: UnsafeMutableRawPointer?) {
    guard let group = counter(pointer, isGroup: true) else { return }
    loop.record?.note(group.state, .write)
    originals.groupEnter(group.pointer)
    group.take(currentLabel)
  }

  /// `dispatch_group_leave`. One that does not balance an `enter` stops the program, as it does with Dispatch.
  func leave(_ pointer: UnsafeMutableRawPointer?) {
    guard let group = counter(pointer, isGroup: true) else { return }
    if let record = loop.record {
      record.noteUpdate(of: group.state)
      group.steps.append(record.currentStep)
      for item in group.notifications { noteSubmission(to: item.queue, isBarrier: item.isBarrier) }
    }
    group.give(currentLabel)
    originals.groupLeave(group.pointer)
    notifyIfEmpty(group)
  }

  /// `dispatch_group_notify`.
  func notify(_ pointer: UnsafeMutableRawPointer?, on queuePointer: UnsafeMutableRawPointer?, _ block: DispatchBlock) {
    guard let group = counter(pointer, isGroup: true) else { return }
    loop.record?.note(group.state, .write)
    let queue = queue(queuePointer)
    group.notifications.append(
      QueueItem(on: queue, "notification of \(group.label) on \(queue.label)", block, arrival: loop.clockReading))
    notifyIfEmpty(group)
  }

  private func notifyIfEmpty(_ group: CapturedCounter) {
    guard !group.notifications.isEmpty, group.isAvailable(originals) else { return }
    let items = group.notifications
    group.notifications = []
    for item in items {
      let number = group.notificationCount
      group.notificationCount += 1
      item.arrival = loop.clockReading
      // Which of several events leaves last depends on their order, so the name comes from the group.
      submit(item) { $0.append(reaction: number, of: group.state, due: $1) }
    }
  }
}
