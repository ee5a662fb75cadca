// Installs what a capturing loop does for the calls that its events make to Dispatch.

import AccessLog
import DispatchCalls

/// The calls to Dispatch that the events of capturing loops make.
///
/// The module `DispatchHooks` defines the functions of Dispatch anew, in programs that link it. The calling thread decides: in
/// an event of a loop that captures, the call is the loop's; anywhere else Dispatch itself gets it.
enum DispatchCapture {
  /// The functions of Dispatch itself; nil if the hooks are not linked. The first use installs the table.
  nonisolated(unsafe) static let originals: DispatchOriginals? = {
    let table = UnsafeMutablePointer<DispatchCalls>.allocate(capacity: 1)
    table.initialize(to: calls)
    guard let originals = DispatchCallsInstall(table) else {
      table.deallocate()
      return nil
    }
    return originals.pointee
  }()

  /// What the running event of a capturing loop has of Dispatch; only then is any function of the table called.
  private static var current: CapturedDispatch? { RunningLoop.capturing?.dispatch }

  /// Calls `body` without noting what the loop itself touches.
  private static func take<Result>(
    otherwise result: Result, _ body: (CapturedDispatch) -> Result
  ) -> Result {
    guard let current else { return result }
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    return body(current)
  }

  private static var calls: DispatchCalls {
    DispatchCalls(
      isTaken: { DispatchCapture.current == nil ? 0 : 1 },
      async: { queue, block, isBarrier in
        DispatchCapture.take(otherwise: ()) {
          $0.async(queue, DispatchBlock(copying: block), isBarrier: isBarrier != 0)
        }
      },
      after: { when, queue, block in
        DispatchCapture.take(otherwise: ()) { $0.after(when, queue, DispatchBlock(copying: block)) }
      },
      sync: { queue, block, isBarrier in
        // What the block touches is the program's.
        DispatchCapture.current?.sync(queue, block, isBarrier: isBarrier != 0)
      },
      apply: { count, block in DispatchCapture.take(otherwise: ()) { $0.apply(count, block) } },
      isOn: { queue in DispatchCapture.take(otherwise: 0) { $0.isOn(queue) ? 1 : 0 } },
      currentQueue: { DispatchCapture.take(otherwise: nil) { $0.current?.queue.pointer } },
      time: { when, delta in DispatchCapture.take(otherwise: 0) { $0.time(when, plus: delta) } },
      walltime: { delta in DispatchCapture.take(otherwise: 0) { $0.walltime(plus: delta) } },
      created: { object in DispatchCapture.take(otherwise: ()) { $0.nameNew(object) } },
      groupEnter: { group in DispatchCapture.take(otherwise: ()) { $0.enter(group) } },
      groupLeave: { group in DispatchCapture.take(otherwise: ()) { $0.leave(group) } },
      groupWait: { group, timeout in DispatchCapture.take(otherwise: 0) { $0.wait(forGroup: group, timeout) } },
      groupNotify: { group, queue, block in
        DispatchCapture.take(otherwise: ()) { $0.notify(group, on: queue, DispatchBlock(copying: block)) }
      },
      semaphoreSignal: { semaphore in DispatchCapture.take(otherwise: 0) { $0.signal(semaphore) } },
      semaphoreWait: { semaphore, timeout in
        DispatchCapture.take(otherwise: 0) { $0.wait(forSemaphore: semaphore, timeout) }
      },
      timerCreated: { source, queue in DispatchCapture.take(otherwise: ()) { $0.createTimer(source, on: queue) } },
      timerSet: { source, start, interval in
        DispatchCapture.take(otherwise: 0) { $0.set(source, start, interval) ? 1 : 0 }
      },
      timerHandler: { source, block in
        DispatchCapture.take(otherwise: 0) { $0.setHandler(\.handler, of: source, block) ? 1 : 0 }
      },
      timerCancelHandler: { source, block in
        DispatchCapture.take(otherwise: 0) { $0.setHandler(\.cancelHandler, of: source, block) ? 1 : 0 }
      },
      timerRegistrationHandler: { source, block in
        DispatchCapture.take(otherwise: 0) { $0.setHandler(\.registrationHandler, of: source, block) ? 1 : 0 }
      },
      timerCancel: { source in DispatchCapture.take(otherwise: 0) { $0.cancelTimer(source) ? 1 : 0 } },
      timerData: { source, data in
        DispatchCapture.take(otherwise: 0) { dispatch in
          guard let count = dispatch.fireCount(of: source) else { return 0 }
          data?.pointee = count
          return 1
        }
      },
      suspend: { object in DispatchCapture.take(otherwise: 0) { $0.suspend(object) ? 1 : 0 } },
      resume: { object in DispatchCapture.take(otherwise: 0) { $0.resume(object) ? 1 : 0 } },
      activate: { object in DispatchCapture.take(otherwise: 0) { $0.activate(object) ? 1 : 0 } },
      itemUsed: { block, isCancelled in
        DispatchCapture.take(otherwise: ()) { $0.noteUse(ofItem: block, isCancelled != 0 ? .write : .read) }
      },
      released: { object in DispatchCapture.take(otherwise: ()) { $0.noteRelease(of: object) } },
      conditionWait: { condition in DispatchCapture.take(otherwise: ()) { $0.wait(forCondition: condition) } },
      conditionSignal: { condition in DispatchCapture.take(otherwise: ()) { $0.signal(condition: condition) } },
      // Not what the loop itself locks, in which nothing is noted.
      lockUsed: { lock, place in AccessLogNoteLock(UInt(bitPattern: lock), place) },
      lockWait: { word, owner in
        DispatchCapture.take(otherwise: DispatchLockElsewhere) { $0.wait(forLock: word, heldBy: owner) }
      },
      escaped: { what in
        DispatchCapture.take(otherwise: ()) { $0.noteEscape(of: what.map { String(cString: $0) } ?? "") }
      })
  }
}
