// An image loader with completion handlers: it caches, shares equal requests, tries again once, and can be cancelled.

/// Loads pictures by a function with a completion handler, which returns a closure that cancels.
package final class LegacyImageLoader {
  package typealias Reply = (Result<Picture, any Error>) -> Void
  package typealias Fetch = (String, @escaping Reply) -> () -> Void

  private let fetch: Fetch
  private var cache: [String: Picture] = [:]
  private var loads: [String: Load] = [:]
  private var lastWaiter = 0

  /// A request under way, and what waits for it.
  private final class Load {
    var waiters: [(id: Int, reply: Reply)] = []
    var cancelFetch: () -> Void = {}
    var isCancelled = false
  }

  package init(fetch: @escaping Fetch) {
    self.fetch = fetch
  }

  /// Loads some pictures at once. The first failure cancels the other loads.
  package func loadAll(
    _ names: [String], completion: @escaping (Result<[Picture], any Error>) -> Void
  ) -> () -> Void {
    let batch = Batch(count: names.count, completion)
    for (index, name) in names.enumerated() {
      guard !batch.hasFailed else {
        batch.finish(index, with: .failure(CancellationError()))
        continue
      }
      batch.cancels.append(load(name) { batch.finish(index, with: $0) })
    }
    return { batch.cancel() }
  }

  /// Loads one picture, from the cache if it is there.
  package func load(_ name: String, completion: @escaping Reply) -> () -> Void {
    if let picture = cache[name] {
      completion(.success(picture))
      return {}
    }
    lastWaiter += 1
    let id = lastWaiter
    if let load = loads[name] {
      load.waiters.append((id, completion))
    } else {
      let load = Load()
      load.waiters = [(id, completion)]
      loads[name] = load
      begin(name, load, triesLeft: 1)
    }
    return { self.leave(name, id) }
  }

  private func begin(_ name: String, _ load: Load, triesLeft: Int) {
    load.cancelFetch = fetch(name) { result in
      if load.isCancelled { return }
      if case .failure(ServerError.busy) = result, triesLeft > 0 {
        return self.begin(name, load, triesLeft: triesLeft - 1)
      }
      self.loads[name] = nil
      if case .success(let picture) = result { self.cache[name] = picture }
      for waiter in load.waiters { waiter.reply(result) }
    }
    // It may have been cancelled while the request was made.
    if load.isCancelled { load.cancelFetch() }
  }

  /// Ends one wait. The request is cancelled if nothing else waits for it.
  private func leave(_ name: String, _ id: Int) {
    guard let load = loads[name], let index = load.waiters.firstIndex(where: { $0.id == id }) else { return }
    let waiter = load.waiters.remove(at: index)
    if load.waiters.isEmpty {
      loads[name] = nil
      load.isCancelled = true
      load.cancelFetch()
    }
    waiter.reply(.failure(CancellationError()))
  }

  /// Several loads with one completion.
  private final class Batch {
    var cancels: [() -> Void] = []
    private var pictures: [Picture?]
    private var left: Int
    private var failure: (any Error)?
    var hasFailed: Bool { failure != nil }
    private let completion: (Result<[Picture], any Error>) -> Void

    init(count: Int, _ completion: @escaping (Result<[Picture], any Error>) -> Void) {
      (pictures, left, self.completion) = (Array(repeating: nil, count: count), count, completion)
    }

    func finish(_ index: Int, with result: Result<Picture, any Error>) {
      left -= 1
      switch result {
      case .success(let picture): pictures[index] = picture
      case .failure(let error) where failure == nil:
        failure = error
        cancel()
      case .failure: break
      }
      guard left == 0 else { return }
      completion(failure.map { .failure($0) } ?? .success(pictures.compactMap(\.self)))
    }

    func cancel() {
      let cancels = cancels
      self.cancels = []
      for cancel in cancels { cancel() }
    }
  }
}
