// Check, then act: two callers find no token, and both fetch one.

import Callbacks
import Comparison
import EventLoops
import Promises

private let meanwhile = "a caller comes while the token is fetched"

extension ClassicBug {
  /// What was checked no longer holds when it is acted upon, because others ran in between.
  static let checkThenAct = ClassicBug(
    "check-then-act", "two callers find no token, and both fetch one",
    under: .calls(["refresh": 10]), right: ["\"refreshed 1\""], meeting: BugSituation(meanwhile)
  ) { isFixed, context, completion in
    let (token, refreshes) = (context.shared("token", String?.none), context.shared("refreshes", 0))
    let isFetching = context.shared("fetching", false)
    for _ in 1...2 {
      context.loop.post("caller") {
        guard token.value == nil, !(isFixed && isFetching.value) else { return context.reached(meanwhile) }
        isFetching.value = true
        refreshes.value += 1
        context.api.call("refresh", "token") { token.value = try? $0.get() }
      }
    }
    return context.atTheEnd(completion) { "refreshed \(refreshes.value)" }
  } future: { isFixed, context in
    let (token, refreshes) = (context.shared("token", String?.none), context.shared("refreshes", 0))
    let inFlight = context.cell(Future<String>?.none)
    for _ in 1...2 {
      context.loop.post("caller") {
        guard token.value == nil, !isFixed || inFlight.value == nil else { return context.reached(meanwhile) }
        refreshes.value += 1
        let reply = context.api.call("refresh", "token")
        reply.whenSuccess { token.value = $0 }
        inFlight.value = reply
      }
    }
    return context.atTheEnd { "refreshed \(refreshes.value)" }
  } async: { isFixed, context in
    let (token, refreshes) = (context.shared("token", String?.none), context.shared("refreshes", 0))
    let isFetching = context.shared("fetching", false)
    for _ in 1...2 {
      context.loop.spawn("caller") {
        guard token.value == nil, !(isFixed && isFetching.value) else { return context.reached(meanwhile) }
        isFetching.value = true
        refreshes.value += 1
        token.value = try await context.api.call("refresh", "token")
      }
    }
    try await context.theEnd()
    return "refreshed \(refreshes.value)"
  }
}
