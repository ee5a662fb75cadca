// The bookkeeping of any loop: of a virtual loop, of another loop with an account, or of a loop without one.

// The virtual loop comes first, by a comparison of one pointer and a direct call: every promise, completion and reaction
// passes here. Another loop is reached by its `account`, without a dynamic cast; where that is frequent, in a function of
// its own, which leaves the call for a virtual loop without a frame. There, `unsafeDowncast` follows a check: a
// conditional cast retains the loop around the call.
extension EventLoop {
  /// Begins an access to the loop's state that does not come from an event of the loop: while the loop does not run, one
  /// thread at a time has access. A thread that has it may begin again.
  ///
  /// - Returns: Whether the caller has access, until `endAccess()`; false if another thread runs the loop.
  package func beginAccess() -> Bool {
    if let loop = self as? VirtualEventLoop { return loop.beginAccess() }
    return account.keeper?.beginAccess() ?? allowsAccess
  }

  /// Ends an access.
  @usableFromInline
  package func endAccess() {
    if let loop = self as? VirtualEventLoop { return loop.endAccess() }
    account.keeper?.endAccess()
  }

  /// Waits until the loop does not run, for a caller that may: a task that has left its loop.
  ///
  /// - Returns: Whether it has waited; false at once for any other caller, and on a loop that waits for other threads.
  package func waitUntilIdle() -> Bool {
    (self as? VirtualEventLoop)?.waitUntilIdle() ?? false
  }

  /// Runs `body` at once where the loop's state may be touched, and in a later event if another thread runs the loop.
  ///
  /// For what continues or ends work: resumptions, settlements, cancellations. A live loop takes them from any thread. A
  /// virtual loop begins its next run with them, and its report names the call as an escape.
  ///
  /// - Parameters:
  ///   - label: What reports call the call.
  ///   - site: Where that for which the call is made was created. If nil, the loop takes the site from the obligation, and
  ///     adds the obligation's name to the label.
  ///   - obligation: What the call is for, where the loop keeps an account of that.
  ///   - body: What is to be done.
  package func handOver(
    _ label: @autoclosure () -> String, at site: SourceSite?, of obligation: Obligation.ID,
    _ body: @escaping @Sendable () -> Void
  ) {
    if let loop = self as? VirtualEventLoop { return loop.handOver(label(), at: site, of: obligation, body) }
    if withAccess(body) != nil { return }
    post(label(), at: site ?? SourceSite(fileID: #fileID, line: #line), body)
  }

  /// The name under which an event is posted repeatedly, or later.
  ///
  /// - Returns: `none` if the loop keeps no names.
  /// - Complexity: O(1).
  @usableFromInline
  package func name(_ label: StaticString, at site: SourceSite) -> EventName {
    if self is VirtualEventLoop { return unsafeDowncast(self, to: VirtualEventLoop.self).name(label, at: site) }
    return nameByAccount(label, at: site)
  }

  /// Adds an event as `post` does, under a name that the loop has given.
  @usableFromInline
  package func post(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    if self is VirtualEventLoop { return unsafeDowncast(self, to: VirtualEventLoop.self).post(name, consume body) }
    postByAccount(name, consume body)
  }

  /// Adds an event that is due at `deadline`, as `schedule` does, for a caller that keeps the loop anyway: a handle of the
  /// timer would retain it.
  @usableFromInline
  package func arm(
    _ label: @autoclosure () -> String, due deadline: Instant, at site: SourceSite,
    _ body: consuming @escaping @Sendable () -> Void
  ) -> Ticket {
    if self is VirtualEventLoop {
      return unsafeDowncast(self, to: VirtualEventLoop.self).arm(label, due: deadline, at: site, consume body)
    }
    return schedule(label(), due: deadline, at: site, consume body).ticket
  }

  /// Notes that something was promised that has to be settled, and where.
  @usableFromInline
  package func open(
    _ kind: Obligation.Kind, _ label: @autoclosure () -> String, at site: SourceSite
  ) -> Obligation.ID {
    if self is VirtualEventLoop { return unsafeDowncast(self, to: VirtualEventLoop.self).open(kind, label(), at: site) }
    return openByAccount(kind, label, at: site)
  }

  /// Notes that something was promised that has to be settled, and where, for a label that need not be made first.
  @usableFromInline
  package func open(_ kind: Obligation.Kind, named label: String, at site: SourceSite) -> Obligation.ID {
    if self is VirtualEventLoop {
      return unsafeDowncast(self, to: VirtualEventLoop.self).open(kind, named: label, at: site)
    }
    return openByAccount(kind, { label }, at: site)
  }

  /// Notes that an obligation was met.
  ///
  /// - Returns: Whether it was still open.
  @usableFromInline
  @discardableResult
  package func close(_ id: Obligation.ID) -> Bool {
    if self is VirtualEventLoop { return unsafeDowncast(self, to: VirtualEventLoop.self).close(id) }
    return closeByAccount(id)
  }

  /// Notes a violation by an obligation of this loop, which knows its label.
  package func record(_ kind: Violation.Kind, by obligation: Obligation.ID) {
    if let loop = self as? VirtualEventLoop { return loop.record(kind, by: obligation) }
    account.keeper?.record(kind, by: obligation)
  }

  /// Notes that a promise of this loop was dropped unkept, on any thread.
  ///
  /// - Parameters:
  ///   - promise: The promise's obligation.
  ///   - release: Releases what waited for it: at once, or in an event of a live loop that runs on another thread.
  package func noteDrop(of promise: Obligation.ID, _ release: @escaping @Sendable () -> Void) {
    if let loop = self as? VirtualEventLoop { return loop.noteDrop(of: promise, release) }
    if let keeper = account.keeper { keeper.noteDrop(of: promise, release) } else { release() }
  }
}

extension EventLoop {
  /// A name for state that is created now, the same in every run in which the running event creates it; 0 if the loop
  /// runs events first in, first out.
  public func nameNewState() -> UInt64 {
    self is VirtualEventLoop ? unsafeDowncast(self, to: VirtualEventLoop.self).nameState() : 0
  }

  /// Notes that the running event touches shared state, for the driver of the loop's choices, if it has one.
  ///
  /// `LoopConfined` calls it. Code that shares anything else between events has to call it itself.
  ///
  /// - Parameters:
  ///   - state: The state's name; see `nameNewState`.
  ///   - writes: Whether the event changes the state.
  public func noteAccess(to state: UInt64, writes: Bool) {
    if self is VirtualEventLoop {
      unsafeDowncast(self, to: VirtualEventLoop.self).recordAccess(to: state, writes: writes)
    }
  }

  /// Notes that the running event touches shared state, if the caller is in an event of the loop.
  ///
  /// - Returns: Whether it is.
  @usableFromInline
  package func noteAccessInEvent(to state: UInt64, writes: Bool) -> Bool {
    guard self is VirtualEventLoop else { return isCurrent }
    return unsafeDowncast(self, to: VirtualEventLoop.self).noteAccessInEvent(to: state, writes: writes)
  }

  /// Notes what state that a program shares has become, for reports that show it; changes nothing else.
  package func noteState(_ name: String, is text: @autoclosure () -> String) {
    (self as? VirtualEventLoop)?.recordState(name, is: text())
  }
}

extension EventLoop {
  // The same for a loop that is not a virtual one.

  @inline(never)
  private func nameByAccount(_ label: StaticString, at site: SourceSite) -> EventName {
    account.keeper?.name(label, at: site) ?? .none
  }

  @inline(never)
  private func postByAccount(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    if let keeper = account.keeper { return keeper.post(name, consume body) }
    post("", at: SourceSite(fileID: #fileID, line: #line), consume body)
  }

  @inline(never)
  private func openByAccount(_ kind: Obligation.Kind, _ label: () -> String, at site: SourceSite) -> Obligation.ID {
    account.keeper?.open(kind, label(), at: site) ?? .none
  }

  @inline(never)
  private func closeByAccount(_ id: Obligation.ID) -> Bool {
    account.keeper?.close(id) ?? true
  }
}
