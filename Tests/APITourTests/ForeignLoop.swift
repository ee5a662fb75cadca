// An event loop as another package would write it: by the requirements of `EventLoop` alone.

import EventLoops
import Synchronization

/// A loop with a queue and a clock that jumps, drained by hand.
final class ForeignLoop: EventLoop {
  private struct Event {
    let due: Instant
    let ticket: Ticket
    let body: @Sendable () -> Void
  }

  private struct State {
    var now = Instant.zero
    var eventCount = 0
    var isRunning = false
    var issued = 0
    var events: [Event] = []
    var violations: [Violation] = []
  }

  let name = "foreign loop"
  private let state = Mutex(State())

  var now: Instant { state.withLock { $0.now } }
  var eventCount: Int { state.withLock { $0.eventCount } }
  var isCurrent: Bool { state.withLock { $0.isRunning } }
  var allowsAccess: Bool { true }
  var violations: [Violation] { state.withLock { $0.violations } }

  func post(_ label: @autoclosure () -> String, at site: SourceSite, _ body: consuming @escaping @Sendable () -> Void) {
    _ = add(due: now, body)
  }

  func schedule(
    _ label: @autoclosure () -> String, due deadline: Instant, at site: SourceSite,
    _ body: consuming @escaping @Sendable () -> Void
  ) -> ScheduledTimer {
    ScheduledTimer(loop: self, ticket: add(due: max(deadline, now), body))
  }

  private func add(due: Instant, _ body: @escaping @Sendable () -> Void) -> Ticket {
    state.withLock { state in
      state.issued += 1
      let ticket = Ticket(sequence: state.issued)
      state.events.append(Event(due: due, ticket: ticket, body: body))
      return ticket
    }
  }

  func cancelTimer(_ ticket: Ticket) -> Bool {
    state.withLock { state in
      guard let index = state.events.firstIndex(where: { $0.ticket == ticket }) else { return false }
      state.events.remove(at: index)
      return true
    }
  }

  nonisolated(nonsending) func sleep(until deadline: Instant) async throws {
    let site = SourceSite(fileID: #fileID, line: #line)
    try await suspend(on: self, "sleep") { (suspension: Suspension<Void>) in
      _ = schedule("sleep", due: deadline, at: site) { suspension.resume() }
    }
  }

  func block(for duration: Duration) {
    state.withLock { $0.now += duration }
  }

  func choose(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int { 0 }

  func record(_ violation: Violation) {
    state.withLock { $0.violations.append(violation) }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    _ = add(due: now) { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs events until none is left.
  func run() {
    while let event = takeFirst() {
      event.body()
      state.withLock { $0.isRunning = false }
    }
  }

  private func takeFirst() -> Event? {
    state.withLock { state in
      guard let first = state.events.min(by: { ($0.due, $0.ticket) < ($1.due, $1.ticket) }) else { return nil }
      state.events.removeAll { $0.ticket == first.ticket }
      state.now = max(state.now, first.due)
      state.eventCount += 1
      state.isRunning = true
      return first
    }
  }
}
