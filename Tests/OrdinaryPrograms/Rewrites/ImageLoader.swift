// The image loader rewritten with tasks and continuations: it caches, shares equal requests, tries again once, is cancelled.

import Synchronization

/// Loads pictures by an async function.
package final class ImageLoader: Sendable {
  private typealias Waiter = CheckedContinuation<Picture, any Error>

  private struct State {
    var cache: [String: Picture] = [:]
    var loads: [String: Load] = [:]
    var lastWaiter = 0
    /// The waiters that were cancelled before they began to wait.
    var cancelled: Set<Int> = []
  }

  /// A request under way, and what waits for it.
  private struct Load {
    var waiters: [(id: Int, continuation: Waiter)] = []
    let task: Task<Void, Never>
  }

  private let fetch: @Sendable (String) async throws -> Picture
  private let state = Mutex(State())

  package init(fetch: @escaping @Sendable (String) async throws -> Picture) {
    self.fetch = fetch
  }

  /// Loads some pictures at once. The first failure cancels the other loads.
  package func loadAll(_ names: [String]) async throws -> [Picture] {
    try await withThrowingTaskGroup(of: (index: Int, picture: Picture).self) { group in
      for (index, name) in names.enumerated() { group.addTask { (index, try await self.load(name)) } }
      var pictures = [Picture?](repeating: nil, count: names.count)
      for try await (index, picture) in group { pictures[index] = picture }
      return pictures.compactMap(\.self)
    }
  }

  /// Loads one picture, from the cache if it is there.
  package func load(_ name: String) async throws -> Picture {
    let id = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { join(name, id, $0) }
    } onCancel: {
      leave(name, id)
    }
  }

  private func join(_ name: String, _ id: Int, _ continuation: Waiter) {
    let known: Result<Picture, any Error>? = state.withLock { state in
      if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
      if let picture = state.cache[name] { return .success(picture) }
      if state.loads[name] == nil { state.loads[name] = Load(task: Task { await self.run(name) }) }
      state.loads[name]?.waiters.append((id, continuation))
      return nil
    }
    if let known { continuation.resume(with: known) }
  }

  private func run(_ name: String) async {
    let result: Result<Picture, any Error>
    do {
      result = .success(try await fetchTwice(name))
    } catch {
      result = .failure(error)
    }
    // A cancelled load is not in the table: the one that is there is another one.
    if Task.isCancelled { return }
    let waiters = state.withLock { state in
      if case .success(let picture) = result { state.cache[name] = picture }
      return state.loads.removeValue(forKey: name)?.waiters ?? []
    }
    for waiter in waiters { waiter.continuation.resume(with: result) }
  }

  private func fetchTwice(_ name: String) async throws -> Picture {
    do { return try await fetch(name) } catch ServerError.busy { return try await fetch(name) }
  }

  /// Ends one wait. The request is cancelled if nothing else waits for it.
  private func leave(_ name: String, _ id: Int) {
    let (waiter, task): (Waiter?, Task<Void, Never>?) = state.withLock { state in
      guard let load = state.loads[name], let index = load.waiters.firstIndex(where: { $0.id == id }) else {
        state.cancelled.insert(id)
        return (nil, nil)
      }
      state.loads[name]?.waiters.remove(at: index)
      guard load.waiters.count == 1 else { return (load.waiters[index].continuation, nil) }
      state.loads[name] = nil
      return (load.waiters[index].continuation, load.task)
    }
    task?.cancel()
    waiter?.resume(throwing: CancellationError())
  }
}
