// Blocked loop: an event waits for what only a later event of the same loop can bring.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// The wait is bounded here, so that the run ends; a semaphore would wait forever.
  static let blockedLoop = ClassicBug(
    "blocked-loop", "an event waits for a reply that only a later event of its loop can bring",
    under: .calls(["load": 10]), right: ["\"load\""],
    meeting: BugSituation("the reply comes in a later event") { run in
      guard let sent = run.places(ofSent: "load").first, let replied = run.places(ofReplied: "load").first else {
        return false
      }
      return run.events[sent].turn < run.events[replied].turn
    }
  ) { isFixed, context, completion in
    let reply = context.shared("reply", String?.none)
    context.api.call("load", "load") { result in
      reply.value = try? result.get()
      if isFixed { completion(result) }
    }
    if !isFixed { completion(Result { try context.waited(for: reply) }) }
    return Uncancellable()
  } future: { isFixed, context in
    let reply = context.shared("reply", String?.none)
    let load = context.api.call("load", "load")
    load.whenSuccess { reply.value = $0 }
    return isFixed ? load : load.map { _ in "" }.timeout(after: .zero).recover { _ in try context.waited(for: reply) }
  } async: { isFixed, context in
    if isFixed { return try await context.api.call("load", "load") }
    let reply = context.shared("reply", String?.none)
    context.loop.spawn("load") { reply.value = try await context.api.call("load", "load") }
    return try context.waited(for: reply)
  }
}

extension ProgramContext {
  /// Looks for a reply a thousand times without releasing the loop.
  fileprivate func waited(for reply: SharedState<String?>) throws -> String {
    for _ in 0..<1_000 {
      if let reply = reply.value { return reply }
    }
    throw StepError(reason: "the loop is blocked")
  }
}
