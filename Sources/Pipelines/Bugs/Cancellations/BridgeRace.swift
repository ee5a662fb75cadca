// Bridge race: the cancellation handler and the completion both resume the continuation.

import Comparison
import EventLoops

private let tooLate = "the second of the two finds the continuation taken"

extension ClassicBug {
  /// Both sides hold the continuation; the side that resumes it has to take it first.
  static let bridgeRace = ClassicBug(
    "bridge-race", "the cancellation handler and the reply both resume one continuation",
    under: .calls(["load": 10], cancelledAt: 10), right: ["cancelled", "\"load\""], meeting: BugSituation(tooLate),
    symptoms: [.async: "resumed twice"],
    async: { isFixed, context in
      let pending = context.cell(Suspension<String>?.none)
      let resume: @Sendable (Result<String, any Error>) -> Void = { result in
        let suspension = isFixed ? pending.withValue { $0.take() } : pending.value
        guard let suspension else { return context.reached(tooLate) }
        suspension.resume(with: result)
      }
      return try await withTaskCancellationHandler {
        try await suspend(on: context.loop, "load") { suspension in
          pending.value = suspension
          context.api.call("load", "load") { resume($0) }
        }
      } onCancel: {
        resume(.failure(CancellationError()))
      }
    })
}
