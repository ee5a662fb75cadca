// Called twice: the reply and the time limit both complete the request.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Neither of the two that may complete the request takes the right to do so from the other.
  static let calledTwice = ClassicBug(
    "called-twice", "a time limit and the reply both complete the request",
    under: .calls(["fetch": 10]), right: ["\"fetch\"", "failed \"timed out\""],
    meeting: BugSituation("the reply comes after the time limit") { run in
      run.outcomes == [.failed(quoted("timed out"))] && !run.places(ofReplied: "fetch").isEmpty
    },
    symptoms: [.callback: "second result", .future: "fulfilled twice", .async: "resumed twice"]
  ) { isFixed, context, completion in
    // region called-twice
    let pending = context.cell(Completion<String>?.some(completion))
    let finish: Completion<String> = { result in
      if isFixed { pending.withValue { $0.take() }?(result) } else { completion(result) }
    }
    context.loop.schedule("time limit", after: .milliseconds(10)) {
      finish(.failure(StepError(reason: "timed out")))
    }
    return context.api.call("fetch", "fetch", completion: finish)
    // endregion
  } future: { isFixed, context in
    let promise = Promise<String>(on: context.loop, "fetch with a time limit")
    let finish: Completion<String> = { result in
      if isFixed, promise.future.isSettled { return }
      promise.complete(with: result)
    }
    context.loop.schedule("time limit", after: .milliseconds(10)) {
      finish(.failure(StepError(reason: "timed out")))
    }
    context.api.call("fetch", "fetch").whenComplete(finish)
    return promise.future
  } async: { isFixed, context in
    try await suspend(on: context.loop, "fetch with a time limit") { (suspension: Suspension<String>) in
      let pending = context.cell(Suspension<String>?.some(suspension))
      let finish: Completion<String> = { result in
        if isFixed { pending.withValue { $0.take() }?.resume(with: result) } else { suspension.resume(with: result) }
      }
      context.loop.schedule("time limit", after: .milliseconds(10)) {
        finish(.failure(StepError(reason: "timed out")))
      }
      context.api.call("fetch", "fetch", completion: finish)
    }
  }
}
