// Two owners give one buffer back.

import Synchronization

extension OrdinaryProgram {
  /// Each owner looks whether it is the last one before it lets go.
  package static let doubleFree = OrdinaryProgram("double free") { isFixed in
    let buffer = Buffer()
    let owners = (0..<2).map { _ in
      Task {
        if isFixed {
          if buffer.letGo() == 0 { buffer.free() }
          return
        }
        _ = buffer.letGo()
        await Task.yield()
        if buffer.owners == 0 { buffer.free() }
      }
    }
    for owner in owners { await owner.value }
    return buffer.frees == 1 ? nil : "the buffer was freed \(buffer.frees) times"
  }
}

private final class Buffer: Sendable {
  private let state = Mutex((owners: 2, frees: 0))

  var owners: Int { state.withLock { $0.owners } }
  var frees: Int { state.withLock { $0.frees } }

  func letGo() -> Int {
    state.withLock { state in
      state.owners -= 1
      return state.owners
    }
  }

  func free() { state.withLock { $0.frees += 1 } }
}
