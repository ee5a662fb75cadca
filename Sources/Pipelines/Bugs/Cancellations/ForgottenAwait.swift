// Forgotten await: the parent says that it is done while its child is still at work.

import Callbacks
import Comparison
import EventLoops
import Promises

private let stillSaving = "the other call is answered while the save is on its way"

extension ClassicBug {
  /// Nothing joins the child, so it is a matter of luck whether it is done by then.
  static let forgottenAwait = ClassicBug(
    "forgotten-await", "the parent reports success while the save is still on its way",
    under: .calls(["save": 10, "main": 10]), right: ["\"saved true\""], meeting: BugSituation(stillSaving)
  ) { isFixed, context, completion in
    let (isSaved, left) = (context.shared("saved", false), context.cell(isFixed ? 2 : 1))
    let part: @Sendable () -> Void = {
      left.value -= 1
      if left.value == 0 { completion(.success("saved \(isSaved.value)")) }
    }
    context.api.call("save", "save") { _ in
      isSaved.value = true
      if isFixed { part() }
    }
    context.api.call("main", "main") { _ in
      if isFixed, !isSaved.value { context.reached(stillSaving) }
      part()
    }
    return Uncancellable()
  } future: { isFixed, context in
    let isSaved = context.shared("saved", false)
    let save = context.api.call("save", "save").map { _ in isSaved.value = true }
    let main = context.api.call("main", "main").map { _ in
      if isFixed, !isSaved.value { context.reached(stillSaving) }
    }
    return Future.all(isFixed ? [save, main] : [main], on: context.loop).map { _ in "saved \(isSaved.value)" }
  } async: { isFixed, context in
    let isSaved = context.shared("saved", false)
    let save: @Sendable () async throws -> Void = {
      _ = try await context.api.call("save", "save")
      isSaved.value = true
    }
    if isFixed {
      async let saving: Void = save()
      _ = try await context.api.call("main", "main")
      if !isSaved.value { context.reached(stillSaving) }
      try await saving
    } else {
      context.loop.spawn("save", save)
      _ = try await context.api.call("main", "main")
    }
    return "saved \(isSaved.value)"
  }
}
