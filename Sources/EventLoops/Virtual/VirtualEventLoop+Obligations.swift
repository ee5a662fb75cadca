// What has been promised on a virtual loop: opened, closed, broken, dropped.

import Synchronization

extension VirtualEventLoop: LoopBookkeeping {
  /// The loop's account of what was promised on it.
  public var account: LoopAccount { LoopAccount(of: self) }

  /// Opens an obligation and notes which task will wait for it.
  @inline(never)
  package func open(
    _ kind: Obligation.Kind, _ label: @autoclosure () -> String, at site: SourceSite
  ) -> Obligation.ID {
    guard recording > .nothing else { return .none }
    if isCurrent { return openNow(kind, label(), at: site) }
    return perform(for: label, at: site, orNote: kind.call) { openNow(kind, label(), at: site) } ?? .none
  }

  /// Opens an obligation whose label need not be made first.
  @inline(never)
  package func open(_ kind: Obligation.Kind, named label: String, at site: SourceSite) -> Obligation.ID {
    guard recording > .nothing else { return .none }
    if isCurrent { return openNow(kind, label, at: site) }
    return perform(for: { label }, at: site, orNote: kind.call) { openNow(kind, label, at: site) } ?? .none
  }

  @inline(__always)
  private func openNow(_ kind: Obligation.Kind, _ label: String, at site: SourceSite) -> Obligation.ID {
    let waits = kind == .continuation ? callingTask : nil
    let id = ledger.open(kind, label, at: site, since: clockReading, task: waits)
    // The task is created right after this, and its first job tells its number.
    if kind == .task { pendingSpawn = (id, label, site) }
    return id
  }

  /// Closes an obligation.
  @inline(never)
  @discardableResult
  package func close(_ id: Obligation.ID) -> Bool {
    guard recording > .nothing else { return true }
    if isCurrent { return ledger.close(id) }
    return perform(for: { "closing of an obligation" }) { ledger.close(id) } ?? false
  }

  /// Notes a violation for the loop's report.
  public func record(_ violation: Violation) {
    perform(for: { "the record of '\(violation.label)'" }, at: violation.site) { violations.append(violation) }
  }

  /// Notes a violation by an obligation of this loop.
  package func record(_ kind: Violation.Kind, by obligation: Obligation.ID) {
    perform(for: { "the record of a violation" }) {
      guard let (label, site) = ledger.name(of: obligation) else { return }
      violations.append(Violation(kind, label, createdAt: site, instant: now))
    }
  }

  /// Notes that a promise was dropped unkept; from another thread while the loop runs, as an escape.
  package func noteDrop(of promise: Obligation.ID, _ release: @escaping @Sendable () -> Void) {
    if isCurrent { return drop(promise, release) }
    gate.enter(unless: { isRunning }, { drop(promise, release) }) {
      let call = Call(kind: .foreignCall, label: "drop of promise ", site: nil, obligation: promise)
      foreign.withLock { $0.calls.append(call) }
    }
  }
}

extension Obligation.Kind {
  /// How a report names what another thread began while the loop ran: the loop's next run takes up a task.
  fileprivate var call: Escape.Kind { self == .task ? .deferredCall : .foreignCall }
}
