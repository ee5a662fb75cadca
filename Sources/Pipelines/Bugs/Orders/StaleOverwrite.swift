// Stale overwrite: the answer to an older question replaces that to a newer one.

import Callbacks
import Comparison
import EventLoops
import Promises

private let older = "an answer to an older question is passed over"

extension ClassicBug {
  /// The answers come in any order; the last one to come is not the one that was asked for last.
  static let staleOverwrite = ClassicBug(
    "stale-overwrite", "the answer to an older question replaces that to a newer one",
    under: .calls(["a": 10, "ab": 10]), right: ["\"ab\""], meeting: BugSituation(older)
  ) { isFixed, context, completion in
    let (shown, latest) = (context.shared("shown", ""), context.shared("latest", ""))
    for query in ["a", "ab"] {
      latest.value = query
      context.api.call(CallName(stringLiteral: query), query) { result in
        if isFixed, latest.value != query { return context.reached(older) }
        shown.value = (try? result.get()) ?? ""
      }
    }
    return context.atTheEnd(completion) { shown.value }
  } future: { isFixed, context in
    let (shown, latest) = (context.shared("shown", ""), context.shared("latest", ""))
    for query in ["a", "ab"] {
      latest.value = query
      context.api.call(CallName(stringLiteral: query), query).whenSuccess { reply in
        if isFixed, latest.value != query { return context.reached(older) }
        shown.value = reply
      }
    }
    return context.atTheEnd { shown.value }
  } async: { isFixed, context in
    let (shown, latest) = (context.shared("shown", ""), context.shared("latest", ""))
    for query in ["a", "ab"] {
      latest.value = query
      context.loop.spawn("query") {
        let reply = try await context.api.call(CallName(stringLiteral: query), query)
        if isFixed, latest.value != query { return context.reached(older) }
        shown.value = reply
      }
    }
    try await context.theEnd()
    return shown.value
  }
}
