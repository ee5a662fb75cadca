// Blocking a virtual loop: the clock moves on within the event, and what falls due meanwhile is late.

extension VirtualEventLoop {
  /// Occupies the loop for so long, as blocking work does: the clock moves forward within the running event.
  ///
  /// The total order holds: what was ready before comes first, then the timers that fell due meanwhile, in the order of
  /// their deadlines, then what is posted from now on. `run(until:)` and `advance(by:)` may end later than they were
  /// asked to: what is due by the clock when it has been moved so still runs. While the loop is not running, time passes
  /// likewise. The loop's report says how long it was blocked, and how late that made its timers.
  ///
  /// - Complexity: O(number of ready events and of overdue timers); a loop that is never blocked pays nothing.
  public func block(for duration: Duration) {
    guard duration > .zero else { return }
    perform(for: { "a block of \(duration.shortText)" }) {
      let start = clockReading
      record?.noteClockWrite()
      putDueTimersFirst()
      blockings.forget { timers.holds($0) }
      for k in 0..<ready.count {
        if let ticket = ready.ticket(at: k), timers.holds(ticket) { blockings.add(ticket, due: start) }
      }
      clockReading = start.advanced(by: duration)
      while let deadline = timers.earliestDeadline(), deadline <= clockReading {
        while let ticket = timers.popDue(by: deadline) {
          blockings.add(ticket, due: deadline)
          ready.append(.timer(ticket), sequence: ticket.sequence)
          if let record { record.enable(ticket.sequence, by: record.currentStep) }
        }
      }
      blockings.close(from: start, to: clockReading)
    }
  }

  /// Brings the timers that are due already before what was posted at the same instant: they were armed earlier.
  ///
  /// With the plain policy, they wait in their own queue until their turn.
  private func putDueTimersFirst() {
    guard let first = timers.popDue(by: clockReading) else { return }
    var posted = ReadyQueue()
    swap(&posted, &ready)
    ready.append(.timer(first), sequence: first.sequence)
    while let ticket = timers.popDue(by: clockReading) { ready.append(.timer(ticket), sequence: ticket.sequence) }
    while let event = posted.popFirst() { ready.append(event) }
  }
}
