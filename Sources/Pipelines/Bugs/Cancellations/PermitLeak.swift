// Permit leak: a permit is granted to a waiter that is cancelled at the same instant, and is never released.

import Callbacks
import Comparison
import EventLoops
import Promises

private let onItsWay = "a waiter is cancelled when its permit is on its way"

extension ClassicBug {
  /// Between the release and the waiter's wake-up the permit belongs to a waiter that will not use it.
  static let permitLeak = ClassicBug(
    "permit-leak", "a permit is handed to a waiter that is being cancelled, and is lost",
    under: .calls(["work": 10]), right: ["\"permits 1\""], meeting: BugSituation(onItsWay)
  ) { isFixed, context, completion in
    let permits = Permits(context)
    permits.acquire { context.api.call("work", "work") { _ in permits.release() } }
    let isCancelled = context.shared("cancelled", false)
    permits.acquire {
      if isCancelled.value {
        context.reached(onItsWay)
        if isFixed { permits.release() }
        return
      }
      permits.release()
    }
    context.loop.schedule("cancel", after: .milliseconds(10)) { isCancelled.value = true }
    return context.atTheEnd(completion) { permits.text }
  } future: { isFixed, context in
    let permits = Permits(context)
    permits.acquired().whenSuccess { context.api.call("work", "work").whenComplete { _ in permits.release() } }
    let acquired = permits.acquired()
    // With the bug, a cancelled future passes no value on, and the permit was the value.
    let waiter = isFixed ? acquired : acquired.map {}
    waiter.whenSuccess { permits.release() }
    context.loop.schedule("cancel", after: .milliseconds(10)) {
      if isFixed, permits.isOnItsWay, !waiter.isSettled { context.reached(onItsWay) }
      waiter.cancel()
    }
    return context.atTheEnd { permits.text }
  } async: { isFixed, context in
    let permits = Permits(context)
    context.loop.spawn("first") {
      await permits.wait()
      defer { permits.release() }
      _ = try await context.api.call("work", "work")
    }
    // region permit-leak
    let second = context.loop.spawn("second") {
      await permits.wait()
      if !isFixed { try Task.checkCancellation() }
      defer { permits.release() }
      try Task.checkCancellation()
    }
    // endregion
    context.loop.schedule("cancel", after: .milliseconds(10)) { second.cancel() }
    try await context.theEnd()
    return permits.text
  }
}

/// A semaphore of one permit, which it hands to the waiters in their order.
private struct Permits: Sendable {
  private let context: ProgramContext
  private let free: SharedState<Int>
  private let waiters: SharedState<[@Sendable () -> Void]>

  init(_ context: ProgramContext) {
    self.context = context
    free = context.shared("free permits", 1)
    waiters = context.shared("waiting", []) { "\($0.count)" }
  }

  /// Calls `body` in a later event, when there is a permit.
  func acquire(_ body: @escaping @Sendable () -> Void) {
    if free.value > 0 {
      free.value -= 1
      context.loop.post("permit", body)
    } else {
      waiters.withValue { $0.append(body) }
    }
  }

  func acquired() -> Future<Void> {
    let promise = Promise<Void>(on: context.loop, "permit")
    acquire { promise.succeed(()) }
    return promise.future
  }

  func wait() async {
    _ = try? await suspend(on: context.loop, "permit") { (suspension: Suspension<Void>) in
      acquire { suspension.resume(with: .success(())) }
    }
    if Task.isCancelled { context.reached(onItsWay) }
  }

  func release() {
    if waiters.value.isEmpty {
      free.value += 1
    } else {
      context.loop.post("permit", waiters.withValue { $0.removeFirst() })
    }
  }

  /// Whether a permit was handed over and has not arrived: no waiter is left, and no permit is free.
  var isOnItsWay: Bool { waiters.value.isEmpty && free.value == 0 }

  var text: String { "permits \(free.value)" }
}
