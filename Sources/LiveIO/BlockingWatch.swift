// Finds the events that block a live loop: while they are at it, and when they are done.

@preconcurrency import Dispatch
import EventLoops
import Synchronization

/// Watches one loop. The loop reports when an event begins and ends; another thread checks meanwhile.
final class BlockingWatch: Sendable {
  private struct State {
    var name: LiveEvent.Name?
    var start = Instant.zero
    /// Whether the running event was reported already.
    var isReported = false
    var blocked: [BlockedEvent] = []
    /// How long all events that took too long have taken.
    var total = Duration.zero
    var sentry: (any DispatchSourceTimer)?
  }

  private let threshold: Duration
  private let report: (@Sendable (BlockedEvent) -> Void)?
  private let state = Mutex(State())

  /// How many events are kept for `blocked`.
  private static let mostBlocked = 100

  init(threshold: Duration, report: (@Sendable (BlockedEvent) -> Void)?) {
    self.threshold = threshold
    self.report = report
  }

  /// The events that took too long and have ended, the first hundred of them.
  var blocked: [BlockedEvent] { state.withLock { $0.blocked } }

  /// How long all events that took too long have taken.
  var total: Duration { state.withLock { $0.total } }

  /// Starts to check from another thread, if there is an observer.
  ///
  /// - Parameter clock: The time of the loop.
  func begin(_ clock: MonotonicClock) {
    guard report != nil else { return }
    let sentry = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
    let interval = max(threshold.saturatedNanoseconds / 2, 1_000_000)
    sentry.schedule(deadline: .now() + .nanoseconds(Int(interval)), repeating: .nanoseconds(Int(interval)))
    sentry.setEventHandler { [weak self] in self?.lookIn(at: clock.reading) }
    sentry.activate()
    state.withLock { $0.sentry = sentry }
  }

  /// Ends the watch.
  func end() {
    state.withLock { $0.sentry.take() }?.cancel()
  }

  func enter(_ name: LiveEvent.Name, at start: Instant) {
    state.withLock { ($0.name, $0.start, $0.isReported) = (name, start, false) }
  }

  /// Gives the running event the name that it only knows itself.
  func rename(_ name: LiveEvent.Name) {
    state.withLock { $0.name = name }
  }

  /// Notes the end of the running event.
  ///
  /// Without an observer, an event that took no longer than allowed leaves its name to the next one: the lock would be
  /// taken for nothing.
  func leave(from start: Instant, to end: Instant) {
    let isLate = start.duration(to: end) > threshold
    guard isLate || report != nil else { return }
    state.withLock { state in
      defer { state.name = nil }
      guard isLate else { return }
      state.total += state.start.duration(to: end)
      guard state.blocked.count < Self.mostBlocked else { return }
      state.blocked.append(event(of: state, at: end))
    }
  }

  /// Reports the running event if it has taken too long and was not reported yet.
  private func lookIn(at now: Instant) {
    let late = state.withLock { state -> BlockedEvent? in
      guard state.name != nil, !state.isReported, state.start.duration(to: now) > threshold else { return nil }
      state.isReported = true
      return event(of: state, at: now)
    }
    if let late { report?(late) }
  }

  private func event(of state: borrowing State, at now: Instant) -> BlockedEvent {
    BlockedEvent(
      label: state.name?.label ?? "", site: state.name?.site, instant: state.start,
      duration: state.start.duration(to: now))
  }
}
