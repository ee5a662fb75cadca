// A time limit and a reply both complete a request.

import Synchronization

extension OrdinaryProgram {
  /// The reply and the limit come at the same instant, and neither looks whether the other one came first.
  package static let calledTwice = OrdinaryProgram("called twice") { isFixed in
    let request = Request(isFixed: isFixed)
    let reply = Task {
      try await Task.sleep(for: .milliseconds(10))
      request.complete("reply")
    }
    let limit = Task {
      try await Task.sleep(for: .milliseconds(10))
      request.complete("time limit")
    }
    _ = try await (reply.value, limit.value)
    return request.results.count == 1 ? nil : "the request was completed twice, at last by its \(request.results[1])"
  }
}

private final class Request: Sendable {
  private let state = Mutex((isOpen: true, results: [String]()))
  private let isFixed: Bool

  init(isFixed: Bool) { self.isFixed = isFixed }

  var results: [String] { state.withLock { $0.results } }

  func complete(_ result: String) {
    state.withLock { state in
      if isFixed, !state.isOpen { return }
      state.isOpen = false
      state.results.append(result)
    }
  }
}
