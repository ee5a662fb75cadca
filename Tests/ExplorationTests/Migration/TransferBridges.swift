// The steps between the old transfer and its rewrite: the old one awaited, and the new one called back.

import Callbacks
import Comparison
import EventLoops

extension Transfer {
  // region migration-wrapped
  /// The first step: the old function, awaited. Cancelling the task cancels the transfer.
  @Sendable
  static func wrapped(_ bank: ProgramContext) async throws -> String {
    try await awaitCompletion(on: bank.loop, "transfer") { legacy(bank, $0) }
  }
  // endregion

  // region migration-deaf
  /// A wrapper that forgets the handle: it waits, and ignores a cancellation.
  @Sendable
  static func deaf(_ bank: ProgramContext) async throws -> String {
    try await suspend(on: bank.loop, "transfer") { suspension in
      _ = legacy(bank) { suspension.resume(with: $0) }
    }
  }
  // endregion

  // region migration-shell
  /// The last step but one: the old signature over the rewrite, for callers that have not moved yet.
  @Sendable
  static func shell(_ bank: ProgramContext, _ completion: @escaping Completion<String>) -> any Cancellable {
    startTask(on: bank.loop, "transfer", completion) { try await rewrite(bank) }
  }
  // endregion

  // region migration-plans
  /// What may happen to a transfer: all goes well, either call fails, and each of these cancelled at every 5 ms.
  static let plans: [Plan] = [[], ["withdraw"], ["deposit"]].flatMap { (failing: [String]) in
    var plan = cancelledOnTheWay
    plan.cancellations = []
    plan.calls["put back"] = plan.calls["withdraw"]
    for call in failing { plan.calls[call]?.answer = .fails(APIError(status: 503, reason: "Service Unavailable")) }
    return [plan]
      + stride(from: 0, through: 30, by: 5).map { instant in
        var cancelled = plan
        cancelled.cancellations = [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(instant))))]
        return cancelled
      }
  }
  // endregion
}
