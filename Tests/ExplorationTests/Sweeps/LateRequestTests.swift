// A request that is sent after the cancellation: only a sweep of the cancellations finds it.

import Callbacks
import Comparison
import Exploration
import Testing

@Suite("A request after the cancellation")
struct LateRequestTests {
  private static let plan = Plan(calls: [
    "charge": CallBehaviour(latency: .milliseconds(50) ... .milliseconds(50), answer: .returns("receipt 11")),
    "release": CallBehaviour(latency: .milliseconds(5) ... .milliseconds(5), answer: .returns("released")),
  ])

  /// Gives the goods back if the charge fails, also if it fails because it was cancelled.
  private static let checkout = ComparedProgram("checkout").callback {
    (context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable in
    context.api.call("charge", "reservation 7") { receipt in
      completion(.success(receipt))
    } failure: { error in
      context.api.call("release", "reservation 7") { _ in completion(.failure(error)) }
    }
  }

  @Test func `is found by the sweep, and nothing else is`() {
    let sweep = CancellationSweep(of: Self.checkout, under: Self.plan, styles: [.callback])
    #expect(Set(sweep.findings.map(\.text)) == ["release was sent after the cancellation"])
  }
}
