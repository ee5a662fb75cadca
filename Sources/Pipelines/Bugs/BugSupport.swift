// Code that the programs with bugs share: calls with a latency, and a check of the final state.

import Callbacks
import Comparison
import EventLoops
import Promises

/// State that the events of a program share.
typealias Cell = LoopConfined

extension Plan {
  /// A plan in which each call answers with its own request after the given number of milliseconds.
  static func calls(_ latencies: KeyValuePairs<String, Int>, cancelledAt instant: Int? = nil) -> Plan {
    var plan = Plan()
    for (name, latency) in latencies {
      plan.calls[name] = CallBehaviour(
        latency: .milliseconds(latency) ... .milliseconds(latency), answer: .returns(name))
    }
    if let instant {
      plan.cancellations = [Cancellation(at: .racing(at: .zero.advanced(by: .milliseconds(instant))))]
    }
    return plan
  }

  /// The plan, with a call that fails.
  func failing(_ name: String) -> Plan {
    var plan = self
    plan.calls[name]?.answer = .fails(APIError(status: 503, reason: "Service Unavailable"))
    return plan
  }
}

extension ProgramContext {
  /// State that starts with a value.
  func cell<Value: Sendable>(_ value: Value) -> Cell<Value> { Cell(value, on: loop) }

  /// Delivers what `text` says when all is over: at 100 ms, later than any call of these programs.
  func atTheEnd(_ completion: @escaping Completion<String>, _ text: @escaping @Sendable () -> String)
    -> any Cancellable
  {
    loop.schedule("end", after: .milliseconds(100)) { completion(.success(text())) }
    return Uncancellable()
  }

  /// The future of what `text` says when all is over.
  func atTheEnd(_ text: @escaping @Sendable () -> String) -> Future<String> {
    let promise = Promise<String>(on: loop, "end")
    loop.schedule("end", after: .milliseconds(100)) { promise.succeed(text()) }
    return promise.future
  }

  /// Waits until all is over.
  func theEnd() async throws {
    try await loop.sleep(for: .milliseconds(100))
  }
}
