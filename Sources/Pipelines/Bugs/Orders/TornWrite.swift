// Torn write: a sibling fails, and the write beside it is cancelled half-way.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// What must be done wholly or not at all must not be cancelled in between.
  static let tornWrite = ClassicBug(
    "torn-write", "a failing sibling cancels a write between its two halves",
    under: .calls(["half 1": 5, "half 2": 5, "check": 10]).failing("check"),
    right: ["\"wrote 2\""],
    meeting: BugSituation("the check fails between the two halves") { run in
      guard let failed = run.places(ofFailed: "check").first, let first = run.places(ofReplied: "half 1").first,
        let second = run.places(ofReplied: "half 2").first
      else { return false }
      return first < failed && failed < second
    }
  ) { isFixed, context, completion in
    let written = context.shared("halves written", 0)
    let scope = CancellationScope(on: context.loop)
    scope.add(
      context.api.call("half 1", "write") { result in
        guard case .success = result else { return }
        written.value += 1
        scope.add(
          context.api.call("half 2", "write") { result in
            if case .success = result { written.value += 1 }
          })
      })
    context.api.call("check", "check") { result in
      if case .failure = result, !isFixed { scope.cancel() }
    }
    return context.atTheEnd(completion) { "wrote \(written.value)" }
  } future: { isFixed, context in
    let written = context.shared("halves written", 0)
    let write = context.api.call("half 1", "write")
      .flatMap { _ in
        written.value += 1
        return context.api.call("half 2", "write")
      }
      .map { _ in written.value += 1 }
    let check = context.api.call("check", "check").map { _ in }
    Future.all([write, check], on: context.loop, cancelsOthers: !isFixed).whenComplete { _ in }
    return context.atTheEnd { "wrote \(written.value)" }
  } async: { isFixed, context in
    let written = context.shared("halves written", 0)
    let write: @Sendable () async throws -> Void = {
      _ = try await context.api.call("half 1", "write")
      written.value += 1
      _ = try await context.api.call("half 2", "write")
      written.value += 1
    }
    _ = try? await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // A task of its own is out of the reach of the group's cancellation.
        if isFixed { try await context.loop.spawn("write", write).value } else { try await write() }
      }
      group.addTask { _ = try await context.api.call("check", "check") }
      // The first failure leaves the loop, and with it the group, which cancels what is left.
      for try await _ in group {}
    }
    return "wrote \(written.value)"
  }
}
