// Never called: the branch for errors returns without telling anyone.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Code that waits for the result of a failed call waits forever.
  static let neverCalled = ClassicBug(
    "never-called", "the branch for errors forgets the completion",
    under: .calls(["load": 10]).failing("load"), right: ["failed 503 \"Service Unavailable\""],
    meeting: BugSituation("the call fails") { !$0.places(ofFailed: "load").isEmpty },
    symptoms: [.callback: "no result", .future: "no result", .async: "no result"]
  ) { isFixed, context, completion in
    context.api.call("load", "load") { result in
      guard isFixed || (try? result.get()) != nil else { return }
      completion(result)
    }
  } future: { isFixed, context in
    let promise = Promise<String>(on: context.loop, "loaded")
    let reply = context.api.call("load", "load")
    reply.whenSuccess { promise.succeed($0) }
    if isFixed { reply.whenFailure { promise.fail($0) } }
    return promise.future
  } async: { isFixed, context in
    try await suspend(on: context.loop, "loaded") { (suspension: Suspension<String>) in
      context.api.call("load", "load") { result in
        guard isFixed || (try? result.get()) != nil else { return }
        suspension.resume(with: result)
      }
    }
  }
}
