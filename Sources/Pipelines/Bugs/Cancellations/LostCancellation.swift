// Lost cancellation: the chain makes its next call although it was cancelled.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Only what the caller sees was cancelled, not the work behind it.
  static let lostCancellation = ClassicBug(
    "lost-cancellation", "a cancelled chain continues with its next call",
    under: .calls(["1": 10, "2": 10, "3": 10], cancelledAt: 10), right: ["cancelled"],
    meeting: BugSituation("the cancellation comes after the first reply") { run in
      !run.places(ofReplied: "1").isEmpty && run.outcomes == [.cancelled]
    },
    symptoms: [
      .callback: "after the cancellation", .future: "after the cancellation", .async: "after the cancellation",
    ]
  ) { isFixed, context, completion in
    let scope = CancellationScope(on: context.loop)
    // With the bug, the handle is that of the first call alone.
    let keep: @Sendable (any Cancellable) -> Void = { if isFixed { scope.add($0) } }
    let first = context.api.call(1, "go") { result in
      guard case .success = result else { return completion(result) }
      keep(
        context.api.call(2, "go") { result in
          guard case .success = result else { return completion(result) }
          keep(context.api.call(3, "go", completion: completion))
        })
    }
    keep(first)
    return isFixed ? scope : first
  } future: { isFixed, context in
    let chain = context.api.call(1, "go")
      .flatMap { _ in context.api.call(2, "go") }
      .flatMap { _ in context.api.call(3, "go") }
    if isFixed { return chain }
    let promise = Promise<String>(on: context.loop, "chain")
    promise.onCancel { promise.fail(CancellationError()) }
    chain.whenComplete { if !promise.future.isSettled { promise.complete(with: $0) } }
    return promise.future
  } async: { isFixed, context in
    let chain: @Sendable () async throws -> String = {
      _ = try await context.api.call(1, "go")
      _ = try await context.api.call(2, "go")
      return try await context.api.call(3, "go")
    }
    return isFixed ? try await chain() : try await context.loop.spawn("chain", chain).value
  }
}
