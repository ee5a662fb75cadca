// Work on queues: submitted, submitted after a time, waited for.

import DispatchCalls

extension CapturedDispatch {
  /// `dispatch_async`.
  func async(_ pointer: UnsafeMutableRawPointer?, _ block: DispatchBlock, isBarrier: Bool) {
    let queue = queue(pointer)
    submit(
      QueueItem(on: queue, queue.label, block, isBarrier: isBarrier, arrival: loop.clockReading))
  }

  /// Puts an item on its queue, as an event.
  ///
  /// - Parameter note: Notes the event in the record of a driven loop, if not as one that the running step posts.
  func submit(_ item: QueueItem, _ note: ((ScheduleRecord, Instant) -> Void)? = nil) {
    noteSubmission(to: item.queue, isBarrier: item.isBarrier)
    let now = loop.clockReading
    let sequence = loop.issueSequence(.callback, { nameNumber(item.label) }, due: now) { record in
      if let note { note(record, now) } else { record.append(due: now, isTimer: false) }
    }
    hold(item, sequence: sequence)
    item.queue.waiting.append(item)
    loop.ready.append(.callback { [unowned self] in run(item) }, sequence: sequence)
  }

  /// Notes that the running step decides on the place of an item in the order of a queue.
  func noteSubmission(to queue: CapturedQueue, isBarrier: Bool) {
    guard let record = loop.record else { return }
    record.note(queue.state, queue.isSerial || isBarrier ? .write : .update)
    // What timers and other queues bring may come before it or after it, and may keep the queue meanwhile.
    for serial in queue.chain where serial.isSerial { record.account(serial.occupation, .read) }
  }

  /// Runs an item in its event.
  func run(_ item: QueueItem) {
    let paused = InstrumentedMemory.pause()
    let outer = begin(item)
    noteUse(ofItem: item.block?.pointer, .read)
    paused.resume()
    item.block?.run()
    item.block = nil
    let pausedAgain = InstrumentedMemory.pause()
    end(item, outer)
    pausedAgain.resume()
  }

  /// Notes that the running event cancels a work item, or depends on whether it is cancelled.
  func noteUse(ofItem block: UnsafeMutableRawPointer?, _ mode: Footprint.Mode) {
    guard let record = loop.record, let block, originals.isItem(block) != 0 else { return }
    record.note(name(of: block, "work item"), mode)
  }

  /// Begins an item that may run.
  ///
  /// - Returns: The item that ran until now.
  func begin(_ item: QueueItem) -> QueueItem? {
    letGo(item)
    let queue = item.queue
    queue.waiting.removeAll { $0 === item }
    for queue in queue.chain { queue.running.append(item) }
    if let record = loop.record {
      let own = record.currentEvent
      for step in queue.steps(before: item, at: loop.clockReading) { record.enable(own, by: step) }
      for serial in queue.chain where serial.isSerial { record.account(serial.occupation, .read) }
    }
    item.outer = current
    defer { current = item }
    return current
  }

  /// Ends an item.
  func end(_ item: QueueItem, _ outer: QueueItem?) {
    item.outer = nil
    item.queue.end(item, step: loop.record?.currentStep ?? -1, at: loop.clockReading)
    current = outer
  }

  /// `dispatch_after`.
  func after(_ when: UInt64, _ pointer: UnsafeMutableRawPointer?, _ block: DispatchBlock) {
    let now = loop.clockReading
    loop.noteClockRead()
    // What is never to run is dropped, as by Dispatch.
    guard let deadline = DispatchClock.instant(of: when, at: now) else { return }
    guard deadline > now else { return async(pointer, block, isBarrier: false) }
    let queue = queue(pointer)
    let delay = now.duration(to: deadline).shortText
    _ = arm(
      QueueItem(on: queue, "after \(delay) on \(queue.label)", block, order: .timed, arrival: deadline), due: deadline)
  }

  /// Lets an item come to its queue at an instant.
  func arm(_ item: QueueItem, due deadline: Instant, _ body: (@Sendable () -> Void)? = nil) -> Ticket {
    let sequence = loop.issueSequence(.timer, { nameNumber(item.label) }, due: deadline)
    hold(item, sequence: sequence)
    let ticket = loop.timers.hold(
      .callback { [unowned self] in if let body { body() } else { run(item) } }, sequence: sequence)
    loop.enqueue(ticket, due: deadline)
    if deadline <= loop.clockReading { arrive(sequence) }
    return ticket
  }

  /// `dispatch_sync`: the block runs on the caller's thread, when its turn has come.
  func sync(_ pointer: UnsafeMutableRawPointer?, _ block: UnsafeMutableRawPointer?, isBarrier: Bool) {
    let paused = InstrumentedMemory.pause()
    let queue = queue(pointer)
    let caller = currentLabel
    let item = QueueItem(
      on: queue, "\(caller), in sync on \(queue.label)", nil, isBarrier: isBarrier, arrival: loop.clockReading)
    noteSubmission(to: queue, isBarrier: item.isBarrier)
    queue.waiting.append(item)
    if yields || !item.canRun {
      park(ParkedEvent(caller, .sync(item)))
    }
    let outer = begin(item)
    noteUse(ofItem: block, .read)
    paused.resume()
    if let block { DispatchBlock.run(block) }
    let pausedAgain = InstrumentedMemory.pause()
    end(item, outer)
    pausedAgain.resume()
  }

  /// `dispatch_apply`: each iteration is an event.
  func apply(_ count: Int, _ block: UnsafeMutableRawPointer?) {
    guard count > 0, let block else { return }
    let caller = currentLabel
    let progress = Iterations(left: count)
    let state = loop.nameState()
    for iteration in 0..<count {
      let label = "iteration \(iteration) of concurrentPerform"
      let sequence = loop.issueSequence(.callback, { nameNumber(label) }, due: loop.clockReading)
      // The caller waits, so that the block is there as long as one of the events is.
      let address = UInt(bitPattern: block)
      loop.ready.append(
        .callback { [unowned self] in
          let outer = current
          current = nil
          DispatchBlock.run(UnsafeMutableRawPointer(bitPattern: address), iteration: iteration)
          current = outer
          progress.left -= 1
          if let record = loop.record {
            record.note(state, .update)
            progress.steps.append(record.currentStep)
          }
        }, sequence: sequence)
    }
    park(ParkedEvent(caller, .iterations(progress)))
    loop.record?.note(state, .write)
  }
}

/// How much of a `concurrentPerform` is left.
final class Iterations: @unchecked Sendable {
  // Unchecked as `CapturedDispatch` is, to which it belongs.
  var left: Int
  var steps: [Int] = []

  init(left: Int) {
    self.left = left
  }
}
