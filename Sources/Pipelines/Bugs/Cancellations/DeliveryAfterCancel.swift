// Delivery after cancel: the reply was on its way to the screen when the screen was closed.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Cancelling comes too late for what is already queued; only the receiver can still refuse it.
  static let deliveryAfterCancel = ClassicBug(
    "delivery-after-cancel", "a reply that was already queued is shown on a closed screen",
    under: .calls(["load": 10]), right: ["\"done\"; shown; closed", "\"done\"; closed"],
    meeting: BugSituation("the screen is closed when the reply is queued") { run in
      !run.places(ofReplied: "load").isEmpty && run.places { $0 == .note("shown") }.isEmpty
    }
  ) { isFixed, context, completion in
    let isClosed = context.shared("closed", false)
    let load = context.api.call("load", "load") { result in
      guard case .success = result else { return }
      context.loop.post("show") {
        if !isFixed || !isClosed.value { context.note("shown") }
      }
    }
    context.closing(isClosed, load)
    return context.atTheEnd(completion) { "done" }
  } future: { isFixed, context in
    let isClosed = context.shared("closed", false)
    let load = context.api.call("load", "load")
    load.whenSuccess { _ in
      if !isFixed || !isClosed.value { context.note("shown") }
    }
    context.closing(isClosed, load)
    return context.atTheEnd { "done" }
  } async: { isFixed, context in
    let isClosed = context.shared("closed", false)
    let load = context.loop.spawn("load") {
      _ = try await context.api.call("load", "load")
      if isFixed { try Task.checkCancellation() }
      context.note("shown")
    }
    context.closing(isClosed, load)
    try await context.theEnd()
    return "done"
  }
}

extension ProgramContext {
  /// Closes the screen at 10 ms.
  fileprivate func closing(_ isClosed: SharedState<Bool>, _ load: any Cancellable) {
    loop.schedule("close", after: .milliseconds(10)) {
      isClosed.value = true
      load.cancel()
      note("closed")
    }
  }
}
