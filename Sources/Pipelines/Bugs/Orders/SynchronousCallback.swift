// Synchronous callback: an answer from the cache comes before the call returns.

import Callbacks
import Comparison
import EventLoops

extension ClassicBug {
  /// Code after the call undoes what the callback has done; futures and async functions answer later by nature.
  static let synchronousCallback = ClassicBug(
    "synchronous-callback", "an answer from the cache comes before the caller says that it is loading",
    under: Plan(calls: ["load": CallBehaviour(answer: .returns("load"), isSynchronous: true)]),
    right: ["\"shown\""],
    meeting: BugSituation("the answer comes before the call returns") { run in
      run.places(ofReplied: "load").first.map { run.events[$0].turn }
        == run.places(ofSent: "load").first.map { run.events[$0].turn }
    },
    callback: { isFixed, context, completion in
      let state = context.shared("state", "idle")
      if isFixed { state.value = "loading" }
      context.api.call("load", "load") { _ in state.value = "shown" }
      if !isFixed { state.value = "loading" }
      return context.atTheEnd(completion) { state.value }
    })
}
