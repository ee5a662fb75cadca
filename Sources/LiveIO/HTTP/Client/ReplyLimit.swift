// Limits on how long a server may say nothing, and on how long its whole reply may take.

import EventLoops
import Synchronization

/// Calls back once nothing was heard for too long, or once the whole has taken too long. One timer at a time: a word only
/// notes when it was heard.
final class ReplyLimit: Sendable {
  /// Why the reply is not waited for any more.
  enum Breach: Sendable {
    case silence
    case total
    /// The caller does not want it any more.
    case calledOff
  }

  private struct State {
    var timer: ScheduledTimer?
    var breach: Breach?
    var hasEnded = false
  }

  private let loop: LiveEventLoop
  private let silence: Duration
  private let total: Duration
  private let onBreach: @Sendable () -> Void
  private let start: Instant
  /// When something was heard last.
  private let lastWord: Atomic<Int64>
  private let state = Mutex(State())

  /// Limits that count from now.
  ///
  /// - Parameters:
  ///   - silence: How long nothing may be heard.
  ///   - total: How long the whole may take.
  ///   - loop: The loop whose time counts.
  ///   - onBreach: Called once, in an event of the loop, unless `end` is called before.
  init(silence: Duration, total: Duration, on loop: LiveEventLoop, _ onBreach: @escaping @Sendable () -> Void) {
    (self.silence, self.total, self.loop, self.onBreach) = (silence, total, loop, onBreach)
    start = loop.now
    lastWord = Atomic(start.nanoseconds)
  }

  /// Begins to watch.
  func begin() {
    noteWord()
    arm()
  }

  /// Notes that something was heard; any thread may.
  func noteWord() {
    lastWord.store(loop.now.nanoseconds, ordering: .relaxed)
  }

  /// Ends the watch.
  ///
  /// - Returns: Why the reply was not waited for any more, if that was so.
  func end() -> Breach? {
    let (timer, breach) = state.withLock { state in
      state.hasEnded = true
      return (state.timer.take(), state.breach)
    }
    timer?.cancel()
    return breach
  }

  /// Notes that the caller does not want the reply any more.
  func callOff() {
    _ = breach(.calledOff)
  }

  /// Notes a breach; returns whether it is the first one.
  private func breach(_ breach: Breach) -> Bool {
    state.withLock { state in
      guard !state.hasEnded, state.breach == nil else { return false }
      state.breach = breach
      return true
    }
  }

  /// When each limit is passed, unless something is heard before.
  private var due: (silence: Instant, total: Instant) {
    let word = Instant.zero.advanced(by: .nanoseconds(lastWord.load(ordering: .relaxed)))
    return (word.advanced(by: silence), start.advanced(by: total))
  }

  private func arm() {
    let (silence, total) = due
    let timer = loop.schedule("limit on a reply", after: loop.now.duration(to: min(silence, total))) { [self] in look()
    }
    let isLate = state.withLock { state in
      if !state.hasEnded { state.timer = timer }
      return state.hasEnded
    }
    if isLate { timer.cancel() }
  }

  private func look() {
    let (now, due) = (loop.now, due)
    guard min(due.silence, due.total) <= now else { return arm() }
    if breach(due.total <= now ? .total : .silence) { onBreach() }
  }
}
