// Retry after a time limit: the first attempt keeps running, and both take effect.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// The time limit ends the waiting, not the attempt.
  static let timeoutRetry = ClassicBug(
    "timeout-retry", "the attempt that ran out of time takes effect beside its retry",
    under: .calls(["charge": 10]), right: ["\"charged 1\""],
    meeting: BugSituation("the charge is sent again") { $0.places(ofSent: "charge").count == 2 }
  ) { isFixed, context, completion in
    let charges = context.shared("charges", 0)
    let limit = context.cell(ScheduledTimer?.none)
    @Sendable func charge() -> any Cancellable {
      context.api.call("charge", "charge") { result in
        guard case .success = result else { return }
        charges.value += 1
        limit.value?.cancel()
      }
    }
    let first = charge()
    limit.value = context.loop.schedule("time limit", after: .milliseconds(10)) {
      if isFixed { first.cancel() }
      _ = charge()
    }
    return context.atTheEnd(completion) { "charged \(charges.value)" }
  } future: { isFixed, context in
    let charges = context.shared("charges", 0)
    let limit = context.cell(ScheduledTimer?.none)
    @Sendable func charge() -> Future<String> {
      let reply = context.api.call("charge", "charge")
      reply.whenSuccess { _ in
        charges.value += 1
        limit.value?.cancel()
      }
      return reply
    }
    let first = charge()
    limit.value = context.loop.schedule("time limit", after: .milliseconds(10)) {
      if isFixed {
        // What is settled is charged, whether its reaction has run or not.
        if first.isSettled { return }
        first.cancel()
      }
      _ = charge()
    }
    return context.atTheEnd { "charged \(charges.value)" }
  } async: { isFixed, context in
    let charges = context.shared("charges", 0)
    let limit = context.cell(ScheduledTimer?.none)
    @Sendable func charge() -> Task<Void, any Error> {
      context.loop.spawn("charge") {
        _ = try await context.api.call("charge", "charge")
        // A retry that has been decided on is the one that counts.
        if isFixed { try Task.checkCancellation() }
        charges.value += 1
        limit.value?.cancel()
      }
    }
    let first = charge()
    limit.value = context.loop.schedule("time limit", after: .milliseconds(10)) {
      if isFixed { first.cancel() }
      _ = charge()
    }
    try await context.theEnd()
    return "charged \(charges.value)"
  }
}
