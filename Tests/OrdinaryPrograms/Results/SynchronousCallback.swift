// An answer from the cache comes before the caller says that it is loading.

import Synchronization

extension OrdinaryProgram {
  /// The completion is called at once for a cached answer and later for another one.
  package static let synchronousCallback = OrdinaryProgram("synchronous callback") { isFixed in
    let state = Mutex("idle")
    let loader = Loader(isFixed: isFixed)
    let work = loader.load { answer in state.withLock { $0 = answer } }
    state.withLock { $0 = "loading" }
    await work?.value
    return state.withLock { $0 } == "loading" ? "the view says that it is loading, and it has loaded" : nil
  }
}

private struct Loader: Sendable {
  let isFixed: Bool

  func load(_ completion: @escaping @Sendable (String) -> Void) -> Task<Void, Never>? {
    if isFixed {
      // A task of the main actor begins after the code that creates it only if that runs there, too: wait for a turn.
      return Task {
        try? await Task.sleep(for: .milliseconds(1))
        completion("loaded")
      }
    }
    completion("loaded")
    return nil
  }
}
