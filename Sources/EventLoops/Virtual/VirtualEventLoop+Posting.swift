// Adding events to a virtual loop and taking timers back.

extension VirtualEventLoop {
  // The bodies are handed over (`consuming`), and the code is written out for the usual case that the loop runs, to avoid
  // retains and releases.

  /// Adds an event that is due now, after all that is already due.
  public func post(
    _ label: @autoclosure () -> String, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) {
    guard isPlain, isRunner else { return postNoting(label, at: site, consume body) }
    postPlainly(consume body)
  }

  /// Adds an event of which no account is kept.
  @inline(__always)
  private func postPlainly(_ body: consuming @escaping @Sendable () -> Void) {
    ready.append(.callback(consume body), sequence: nextSequence)
    nextSequence &+= 1
  }

  /// As `post`, on any loop, by any thread.
  @inline(never)
  private func postNoting(
    _ label: () -> String, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) {
    guard isRunner else { return postFromOutside(label, at: site, consume body) }
    ready.append(.callback(consume body), sequence: issueSequence(.callback, label, site, due: clockReading))
  }

  /// The name under which an event is posted later; none unless the loop records everything.
  @inline(never)
  package func name(_ label: StaticString, at site: SourceSite) -> EventName {
    guard recording == .everything else { return .none }
    if isRunner { return EventName(number: log.names.number(of: label, at: site)) }
    let number = perform(for: { label.description }, at: site) { log.names.number(of: label, at: site) }
    return number.map { EventName(number: $0) } ?? .none
  }

  /// Adds an event that is due now, under a name that the loop has given.
  @inline(never)
  package func post(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    guard isRunner else { return postFromOutside(name, consume body) }
    if isPlain { return postPlainly(consume body) }
    ready.append(.callback(consume body), sequence: issueSequence(.callback, { name.number }, due: clockReading))
  }

  /// Adds an event that is due at `deadline`, or now if that is not in the future.
  @inlinable
  public func schedule(
    _ label: @autoclosure () -> String, due deadline: Instant, at site: SourceSite,
    _ body: consuming @escaping @Sendable () -> Void
  ) -> ScheduledTimer {
    // The handle is created inline in the caller, which does not pay for it if the handle is discarded.
    ScheduledTimer(loop: self, ticket: arm(label, due: deadline, at: site, consume body))
  }

  @usableFromInline
  func arm(
    _ label: () -> String, due deadline: Instant, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) -> Ticket {
    guard isPlain, isRunner, deadline > clockReading else {
      return armNoting(label, due: deadline, at: site, consume body)
    }
    let sequence = nextSequence
    nextSequence &+= 1
    return timers.arm(.callback(consume body), sequence: sequence, due: deadline)
  }

  /// As `arm`, on any loop, by any thread.
  @inline(never)
  private func armNoting(
    _ label: () -> String, due deadline: Instant, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) -> Ticket {
    guard isRunner else { return armFromOutside(label, due: deadline, at: site, consume body) }
    noteClockRead()
    let sequence = issueSequence(.timer, label, site, due: max(deadline, clockReading))
    let ticket = timers.hold(.callback(consume body), sequence: sequence)
    enqueue(ticket, due: deadline)
    return ticket
  }

  /// Cancels a timer of this loop.
  public func cancelTimer(_ ticket: Ticket) -> Bool {
    perform(for: { "cancellation of a timer" }) { withdraw(ticket) != nil } ?? false
  }

  /// Takes a timer's work away before its event begins; nil if it has begun or is gone.
  func withdraw(_ ticket: Ticket) -> TimerWork? {
    let wasPopped = !timers.isQueued(ticket)
    // Blocking work makes timers due: what it does depends on which of them were cancelled before.
    noteClockRead()
    guard let work = timers.cancel(ticket) else {
      if keepsEvents { record?.touch(ticket.sequence) }
      return nil
    }
    if wasPopped { cancelledReady += 1 }
    if keepsEvents { recordCancellation(of: ticket.sequence) }
    return work
  }

  /// Puts a timer where it will be found when it is due.
  @inline(__always)
  func enqueue(_ ticket: Ticket, due deadline: Instant) {
    if deadline > clockReading {
      timers.arm(ticket, due: deadline)
    } else {
      ready.append(.timer(ticket), sequence: ticket.sequence)
    }
  }

  /// Draws the next sequence and records the event that is to have it, under a name that is asked for if need be.
  @inline(__always)
  func issueSequence(_ kind: TraceEvent.Kind, _ name: () -> Int32, due: Instant) -> Int {
    issueSequence(kind, name, due: due) { $0.append(due: due, isTimer: kind == .timer || kind == .sleep) }
  }

  /// As above; `note` tells the record of a driven loop of the event.
  @inline(__always)
  func issueSequence(
    _ kind: TraceEvent.Kind, _ name: () -> Int32, due: Instant, _ note: (ScheduleRecord) -> Void
  ) -> Int {
    let sequence = nextSequence
    nextSequence += 1
    if keepsEvents {
      var number: Int32 = -1
      if recording == .everything {
        number = name()
        log.append(kind, named: number, postedAt: clockReading, due: due)
        if number >= publishedNames { publishNames(through: number) }
      }
      notedRecord?._withUnsafeGuaranteedRef { record in
        note(record)
        if recording == .everything { record.identify(kind, log.names[number].label) }
      }
    }
    return sequence
  }

  /// As above, under the name of a label and a place.
  @inline(__always)
  func issueSequence(_ kind: TraceEvent.Kind, _ label: () -> String, _ site: SourceSite?, due: Instant) -> Int {
    issueSequence(kind, { log.names.number(of: label(), at: site) }, due: due)
  }

  func recordCancellation(of sequence: Int) {
    record?.cancel(sequence)
    if recording == .everything { log.cancel(sequence) }
  }
}

extension VirtualEventLoop {
  // The same while the loop does not run, or by another thread.

  @inline(never)
  private func postFromOutside(
    _ label: () -> String, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) {
    let body = body
    perform(for: label, at: site) {
      ready.append(.callback(body), sequence: issueSequence(.callback, label, site, due: clockReading))
    }
  }

  @inline(never)
  private func postFromOutside(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    let body = body
    perform(for: { "an event of \(self.name)" }) {
      ready.append(.callback(body), sequence: issueSequence(.callback, { name.number }, due: clockReading))
    }
  }

  @inline(never)
  private func armFromOutside(
    _ label: () -> String, due deadline: Instant, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void
  ) -> Ticket {
    let body = body
    let ticket = perform(for: label, at: site) {
      let sequence = issueSequence(.timer, label, site, due: max(deadline, clockReading))
      let ticket = timers.hold(.callback(body), sequence: sequence)
      enqueue(ticket, due: deadline)
      return ticket
    }
    return ticket ?? Ticket(sequence: 0, slot: Ticket.slotLimit - 1)
  }
}
