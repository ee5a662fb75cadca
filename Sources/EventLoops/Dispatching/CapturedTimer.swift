// Timers of sources: their handlers run on their queues, when the loop's time has come.

import DispatchCalls

/// A source of the type timer. The object of Dispatch never fires.
final class CapturedTimer: @unchecked Sendable {
  // Unchecked as `CapturedDispatch` is, to which it belongs.
  let pointer: UnsafeMutableRawPointer
  let queue: CapturedQueue
  var handler: DispatchBlock?
  var cancelHandler: DispatchBlock?
  var registrationHandler: DispatchBlock?
  /// When it fires next; nil if it does not.
  var due: Instant?
  /// Nanoseconds between two firings; 0 for one firing.
  var interval: Int64 = 0
  var isActive = false
  var isCancelled = false
  var suspensions = 0
  /// The event that is set for the next firing, if it is set.
  var armed: (ticket: Ticket, item: QueueItem)?
  /// How often it has fired for the handler that runs.
  var count: UInt = 0

  init(_ pointer: UnsafeMutableRawPointer, on queue: CapturedQueue) {
    self.pointer = pointer
    self.queue = queue
  }

  var canFire: Bool { isActive && !isCancelled && suspensions == 0 && handler != nil && due != nil }

  /// Lets the object end: Dispatch stops the program if one that was never activated does.
  func end(_ originals: DispatchOriginals) {
    if !isActive { originals.activate(pointer) }
    originals.sourceCancel(pointer)
    originals.release(pointer)
  }
}

extension CapturedDispatch {
  private func timer(_ pointer: UnsafeMutableRawPointer?) -> CapturedTimer? { timers[UInt(bitPattern: pointer)] }

  /// `dispatch_source_create` of a timer.
  func createTimer(_ pointer: UnsafeMutableRawPointer?, on queuePointer: UnsafeMutableRawPointer?) {
    guard let pointer else { return }
    originals.retain(pointer)
    nameNew(pointer)
    timers[UInt(bitPattern: pointer)] = CapturedTimer(pointer, on: queue(queuePointer))
  }

  /// `dispatch_source_set_timer`.
  func set(_ pointer: UnsafeMutableRawPointer?, _ start: UInt64, _ interval: UInt64) -> Bool {
    guard let timer = timer(pointer) else { return false }
    change(timer) { timer in
      timer.due = DispatchClock.instant(of: start, at: loop.clockReading).map { max($0, loop.clockReading) }
      timer.interval = interval >= UInt64(Int64.max) ? 0 : max(Int64(interval), 1)
    }
    return true
  }

  /// Sets one of a timer's handlers.
  func setHandler(
    _ handler: ReferenceWritableKeyPath<CapturedTimer, DispatchBlock?>, of pointer: UnsafeMutableRawPointer?,
    _ block: UnsafeMutableRawPointer?
  ) -> Bool {
    guard let timer = timer(pointer) else { return false }
    change(timer) { $0[keyPath: handler] = block.map { DispatchBlock(copying: $0) } }
    return true
  }

  /// `dispatch_source_cancel`: the handler does not run any more, and the cancel handler runs.
  func cancelTimer(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    guard let timer = timer(pointer) else { return false }
    if timer.isCancelled { return true }
    change(timer) { $0.isCancelled = true }
    if let block = timer.cancelHandler, timer.isActive { post(block, "cancellation of a timer", of: timer) }
    (timer.handler, timer.cancelHandler, timer.registrationHandler) = (nil, nil, nil)
    return true
  }

  /// `dispatch_source_get_data`: how often the timer has fired; nil if it is not one of the loop's.
  func fireCount(of pointer: UnsafeMutableRawPointer?) -> UInt? { timer(pointer)?.count }

  /// `dispatch_suspend`.
  func suspend(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    if let timer = timer(pointer) {
      change(timer) { $0.suspensions += 1 }
      return true
    }
    guard knowsQueue(pointer) else { return false }
    let queue = queue(pointer)
    loop.record?.note(queue.state, .write)
    queue.suspensions += 1
    return true
  }

  /// `dispatch_resume`; of a timer that is not active, the same as `dispatch_activate`.
  func resume(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    if let timer = timer(pointer) {
      if timer.suspensions > 0 { change(timer) { $0.suspensions -= 1 } } else { activate(timer) }
      return true
    }
    guard knowsQueue(pointer) else { return false }
    let queue = queue(pointer)
    // Suspended outside of the loop's events.
    if queue.suspensions == 0 { return false }
    loop.record?.note(queue.state, .write)
    queue.suspensions -= 1
    return true
  }

  /// `dispatch_activate`.
  func activate(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    guard let timer = timer(pointer) else { return false }
    activate(timer)
    return true
  }

  private func activate(_ timer: CapturedTimer) {
    if timer.isActive { return }
    change(timer) { $0.isActive = true }
    originals.activate(timer.pointer)
    if let block = timer.registrationHandler { post(block, "registration of a timer", of: timer) }
    timer.registrationHandler = nil
  }

  /// Notes that a reference to an object is about to be released: a timer whose last one it is ends.
  func noteRelease(of pointer: UnsafeMutableRawPointer?) {
    guard let timer = timer(pointer), DispatchCallsReferences(pointer) <= 2 else { return }
    change(timer) { $0.isCancelled = true }
    timers[UInt(bitPattern: pointer)] = nil
    // One that is not active, or is suspended, stops the program, as it does with Dispatch.
    originals.release(pointer)
  }

  private func post(_ block: DispatchBlock, _ label: String, of timer: CapturedTimer) {
    submit(QueueItem(on: timer.queue, "\(label) on \(timer.queue.label)", block, arrival: loop.clockReading))
  }

  /// Changes a timer, and sets or withdraws its next event accordingly.
  private func change(_ timer: CapturedTimer, _ change: (CapturedTimer) -> Void) {
    loop.record?.note(name(of: timer.pointer, "timer"), .write)
    change(timer)
    if let armed = timer.armed {
      timer.armed = nil
      _ = loop.withdraw(armed.ticket)
      letGo(armed.item)
      timer.queue.waiting.removeAll { $0 === armed.item }
    }
    arm(timer)
  }

  private func arm(_ timer: CapturedTimer) {
    guard timer.canFire, let due = timer.due else { return }
    let item = QueueItem(on: timer.queue, "timer on \(timer.queue.label)", nil, order: .timed, arrival: due)
    let ticket = arm(item, due: max(due, loop.clockReading)) { [unowned self] in fire(timer, item) }
    timer.armed = (ticket, item)
  }

  private func fire(_ timer: CapturedTimer, _ item: QueueItem) {
    let paused = InstrumentedMemory.pause()
    loop.record?.note(name(of: timer.pointer, "timer"), .write)
    timer.armed = nil
    let outer = begin(item)
    timer.count = 1
    if let due = timer.due {
      // Firings that the queue was not free for come as one.
      let late = max(loop.clockReading.nanoseconds - due.nanoseconds, 0)
      let missed = timer.interval > 0 ? late / timer.interval : 0
      timer.count += UInt(missed)
      timer.due = timer.interval > 0 ? Instant(nanoseconds: due.nanoseconds + (missed + 1) * timer.interval) : nil
    }
    // Kept for the call, in which it may be replaced.
    let handler = timer.handler
    arm(timer)
    paused.resume()
    handler?.run()
    let pausedAgain = InstrumentedMemory.pause()
    end(item, outer)
    pausedAgain.resume()
  }
}
