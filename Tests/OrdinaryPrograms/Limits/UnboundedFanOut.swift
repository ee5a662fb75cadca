// Four requests are in flight although the limit is two.

import Synchronization

extension OrdinaryProgram {
  /// The loop over the results begins after all tasks have been added.
  package static let unboundedFanOut = OrdinaryProgram("unbounded fan-out") { isFixed in
    let server = Server()
    await withTaskGroup(of: Void.self) { group in
      for request in 0..<3 {
        if isFixed, request >= 2 { await group.next() }
        group.addTask { await server.handle() }
      }
    }
    return server.most > 2 ? "\(server.most) requests were in flight" : nil
  }
}

private final class Server: Sendable {
  private let state = Mutex((active: 0, most: 0))

  var most: Int { state.withLock { $0.most } }

  func handle() async {
    state.withLock { state in
      state.active += 1
      state.most = max(state.most, state.active)
    }
    await Task.yield()
    state.withLock { $0.active -= 1 }
  }
}
