// What must hold of a run in which a call fails.

import Comparison
import EventLoops
import Synchronization

extension Oracle {
  /// A call's failure changes the result, or the program sends the same request again, or it notes that it continued without
  /// the call.
  ///
  /// - Parameters:
  ///   - call: The call.
  ///   - plain: Makes the outcome of the plain run. It is called for the first run in which nothing handles the failure.
  static func failureIsNotLost(of call: String, plain: @escaping @Sendable () -> String) -> Oracle {
    let expected = Mutex<String?>(nil)
    return Oracle("failure is not lost") { run, _ in
      let hasFailed = run.events.contains { if case .failed(call, _) = $0.kind { true } else { false } }
      let isHandled = run.events.contains { event in
        switch event.kind {
        case .recovered, .caught: true
        default: false
        }
      }
      guard hasFailed, !isHandled, !run.sendsAgain(call) else { return [] }
      let outcome = expected.withLock { expected in
        let made = expected ?? plain()
        expected = made
        return made
      }
      return Verdict.of(run, under: Plan(), by: []).outcome == outcome
        ? ["the failure of \(callLabel(call)) is lost"] : []
    }
  }
}

extension StyleRun {
  /// Whether a pipeline sends a request again after the call has failed.
  fileprivate func sendsAgain(_ call: String) -> Bool {
    var (requests, failed): (Set<SentRequest>, Set<SentRequest>) = ([], [])
    for event in events {
      switch event.kind {
      case .sent(call, let text):
        let request = SentRequest(pipeline: event.pipeline, text: text)
        if failed.contains(request) { return true }
        requests.insert(request)
      case .failed(call, _): failed.formUnion(requests.filter { $0.pipeline == event.pipeline })
      default: break
      }
    }
    return false
  }
}

/// What a pipeline asks for.
private struct SentRequest: Hashable {
  let pipeline: Int
  let text: String
}
