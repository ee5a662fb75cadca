// A limit on how long a server may say nothing.

import EventLoops
import Synchronization

/// Calls back once nothing was heard for so long. One timer at a time: a word only notes when it was heard.
final class SilenceLimit: Sendable {
  private struct State {
    var timer: ScheduledTimer?
    var isOver = false
    var hasEnded = false
  }

  private let loop: LiveEventLoop
  private let limit: Duration
  private let onSilence: @Sendable () -> Void
  /// When something was heard last.
  private let lastWord: Atomic<Int64>
  private let state = Mutex(State())

  /// - Parameter onSilence: Called once, in an event of the loop, unless `end` is called before.
  init(_ limit: Duration, on loop: LiveEventLoop, _ onSilence: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.loop = loop
    self.onSilence = onSilence
    lastWord = Atomic(loop.now.nanoseconds)
  }

  /// Begins to count from now.
  func begin() {
    noteWord()
    arm(loop.now)
  }

  /// Notes that something was heard; any thread may.
  func noteWord() {
    lastWord.store(loop.now.nanoseconds, ordering: .relaxed)
  }

  /// Ends the watch.
  ///
  /// - Returns: Whether the limit was over before.
  func end() -> Bool {
    let (timer, isOver) = state.withLock { state in
      state.hasEnded = true
      return (state.timer.take(), state.isOver)
    }
    timer?.cancel()
    return isOver
  }

  private func arm(_ word: Instant) {
    let timer = loop.schedule("limit on silence", after: loop.now.duration(to: word) + limit) { [self] in look() }
    let isLate = state.withLock { state in
      if !state.hasEnded { state.timer = timer }
      return state.hasEnded
    }
    if isLate { timer.cancel() }
  }

  private func look() {
    let word = Instant.zero.advanced(by: .nanoseconds(lastWord.load(ordering: .relaxed)))
    guard word.advanced(by: limit) <= loop.now else { return arm(word) }
    let isFirst = state.withLock { state in
      if state.hasEnded { return false }
      state.isOver = true
      return true
    }
    if isFirst { onSilence() }
  }
}
