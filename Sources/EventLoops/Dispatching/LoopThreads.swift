// The threads of a loop that captures Dispatch or catches traps: one of them runs at a time, and hands the loop to the next.

import AccessLog
import DispatchCalls
import Synchronization

/// A thread that waits for its turn.
final class LoopThread: @unchecked Sendable {
  // Unchecked: what is stored is touched in turns, which the semaphore orders.
  private let signal: Signal
  /// What noted the memory that the event touched which the thread continues.
  fileprivate var log: OpaquePointer?
  /// Whether the thread is to leave the loop.
  fileprivate var isDismissed = false
  /// The system's number of the thread, by which locks know what holds them; 0 before it has run, and off Linux.
  fileprivate(set) var number: Int32 = 0

  init() {
    signal = Signal()
  }

  fileprivate func wake() { signal.send() }
  fileprivate func wait() { signal.wait() }
}

/// The handing over of a loop from thread to thread.
///
/// Events of such a loop run on threads of a pool, never on the thread of the loop's caller: an event may wait forever, and the
/// caller has to get its report. The thread that runs the loop is its *driver*. A driver whose event waits keeps the event's
/// stack, and another thread becomes the driver. When the wait is over, the driver hands the loop back, and the thread that
/// has waited is the driver from then on.
final class LoopThreads: @unchecked Sendable {
  private unowned let loop: VirtualEventLoop
  /// The caller of the loop.
  private let base = LoopThread()
  /// The driver.
  private var running: LoopThread?
  /// Threads that have been drivers in this run, and have nothing to do.
  private var idle: [LoopThread] = []
  /// The system's numbers of the threads that have run events of the loop, and may hold locks.
  private(set) var numbers: Set<Int32> = []
  private var step: LentStep?
  /// The last instant to which the clock may move.
  private var horizon = Instant.zero
  /// Why the caller is woken.
  private enum Request {
    case driver
    case end
    case dismissed
  }
  private var request = Request.end
  /// Whether the run has ended because there was no further thread.
  private(set) var isExhausted = false
  /// What catches the traps of events; nil if a trap ends the process.
  private var traps: TrapWatch?

  init(_ loop: VirtualEventLoop) {
    self.loop = loop
  }

  /// Has a trap of an event end the run, and not the process, where the platform allows it.
  func catchTraps() {
    if traps == nil { traps = TrapWatch(on: loop) { [base] in base.wake() } }
  }

  /// The trap that has ended the run.
  var trap: TrapWatch.Trap? { traps?.trap }

  /// Where a run is.
  enum Phase {
    /// Another event is about to be taken.
    case before
    /// An event was taken, and is about to run.
    case taken
  }

  /// Runs events on other threads until there is none, or `step` returns false, or no further thread can be had.
  ///
  /// - Parameters:
  ///   - horizon: The last instant to which the clock may move.
  ///   - step: Is asked in each phase, and says in the first one whether to continue. Nothing of it is in use while an event
  ///     runs: an event may end in a later run.
  func repeatEvents(through horizon: Instant, _ step: (Phase) -> Bool) {
    // What the program left behind at a trap is not to be used.
    guard trap == nil else { return }
    LentStep.lend(step) { lent in
      number(base)
      self.step = lent
      self.horizon = horizon
      loop.record?.endMemory()
      leave()
      request = .driver
      while request == .driver, trap == nil, startDriver() { base.wait() }
      for thread in idle {
        thread.isDismissed = true
        thread.wake()
        base.wait()
      }
      idle = []
      self.step = nil
      // Threads that are not in an event go to other loops.
      numbers = Set(loop.dispatch?.parked.compactMap { $0.thread?.number } ?? [])
      enter(base)
      if let trap {
        traps?.continueLog()
        loop.noteEnd(by: trap)
      }
    }
  }

  /// Makes a new thread the driver.
  ///
  /// - Returns: Whether there is one.
  private func startDriver() -> Bool {
    guard let worker = WorkerPool.shared.take() else {
      isExhausted = true
      return false
    }
    let thread = LoopThread()
    // A task, so that what code finds in task-local values is what the loop's caller has there.
    Task<Void, Never>(executorPreference: worker) { [self] in drive(thread) }
    return true
  }

  /// The loop of a driver.
  private func drive(_ thread: LoopThread) {
    number(thread)
    enter(thread)
    while !thread.isDismissed {
      if loop.runNext(through: horizon, { step?($0) ?? false }) { continue }
      if thread.isDismissed { break }
      // In its event, which has ended, the thread has come to be the driver.
      loop.record?.endMemory()
      leave()
      request = .end
      base.wake()
      return
    }
    request = .dismissed
    base.wake()
  }

  /// Lets the calling thread wait in the middle of an event, until the loop is handed back to it.
  func park(_ event: ParkedEvent) {
    guard let thread = running else { return }
    event.thread = thread
    leave()
    if let driver = idle.popLast() {
      driver.wake()
    } else {
      request = .driver
      base.wake()
    }
    thread.wait()
    enter(thread)
    if let log = thread.log { AccessLogAttach(log) }
    thread.log = nil
  }

  /// Hands the loop to the thread of an event whose wait is over; the calling one is the driver again when it is needed.
  func resume(_ event: ParkedEvent) {
    guard let thread = running, let next = event.thread else { return }
    next.log = AccessLogDetach()
    idle.append(thread)
    leave()
    next.wake()
    thread.wait()
    // A thread that is dismissed touches the loop no more than to return from here, while all others wait.
    if !thread.isDismissed { enter(thread) }
  }

  /// Learns the system's number of the calling thread.
  private func number(_ thread: LoopThread) {
    thread.number = DispatchCallsThread()
    numbers.insert(thread.number)
  }

  private func enter(_ thread: LoopThread) {
    running = thread
    if thread !== base { traps?.enter() }
    RunningLoop.current = loop
    loop.runner.store(ThreadIdentity.current, ordering: .relaxed)
  }

  private func leave() {
    RunningLoop.current = nil
    traps?.leave()
  }
}

/// A step of a run, for threads that may never come back from it.
///
/// As `LentFunction`: a thread that waits forever in a call would keep a reference to a function that must not escape.
private struct LentStep: Sendable {
  private struct Stored {
    let function: (LoopThreads.Phase) -> Bool
  }

  private let words: (code: UInt, context: UInt)

  static func lend(_ step: (LoopThreads.Phase) -> Bool, to work: (LentStep) -> Void) {
    withoutActuallyEscaping(step) { step in
      let words = unsafeBitCast(Stored(function: step), to: (UInt, UInt).self)
      let count = references(words.1)
      work(LentStep(words: (words.0, words.1)))
      while references(words.1) > count, let context = UnsafeRawPointer(bitPattern: words.1) {
        Unmanaged<AnyObject>.fromOpaque(context).release()
      }
      withExtendedLifetime(step) {}
    }
  }

  func callAsFunction(_ phase: LoopThreads.Phase) -> Bool { unsafeBitCast(words, to: Stored.self).function(phase) }

  @inline(never)
  private static func references(_ object: UInt) -> UInt { LentFunction.referenceCount(of: object) }
}
