// An image loader in the style of completion handlers: a cache, requests that are joined, and queues.

import Dispatch
import Synchronization

/// Loads images for the views of an app; each image once.
package final class QueuedImageLoader: Sendable {
  package typealias Completion = @Sendable (String) -> Void

  private struct State {
    var cache: [String: String] = [:]
    var waiting: [String: [Completion]] = [:]
  }

  private let state = Mutex(State())
  private let requests = Mutex<[String]>([])
  private let network = DispatchQueue(label: "network", attributes: .concurrent)
  private let callbacks = DispatchQueue(label: "callbacks")

  package init() {}

  /// The requests that were sent.
  package var sent: [String] { requests.withLock { $0 } }

  package func load(_ name: String, completion: @escaping Completion) {
    network.async {
      let cached = self.state.withLock { $0.cache[name] }
      if let cached { return self.callbacks.async { completion(cached) } }
      self.send(name, completion)
    }
  }

  private func send(_ name: String, _ completion: @escaping Completion) {
    let isFirst = state.withLock { state in
      state.waiting[name, default: []].append(completion)
      return state.waiting[name]?.count == 1
    }
    guard isFirst else { return }
    requests.withLock { $0.append(name) }
    network.asyncAfter(deadline: .now() + 2) { self.receive(name, "image \(name)") }
  }

  private func receive(_ name: String, _ image: String) {
    let completions = state.withLock { state in
      state.cache[name] = image
      return state.waiting.removeValue(forKey: name) ?? []
    }
    callbacks.async {
      for completion in completions { completion(image) }
    }
  }
}

/// Loads two images as a view does, and a third time the first one; then tells what arrived in which order.
package func loadThree(_ loader: QueuedImageLoader, done: @escaping @Sendable ([String]) -> Void) {
  let group = DispatchGroup()
  let arrived = SharedLines()
  for (number, name) in ["cat", "dog", "cat"].enumerated() {
    group.enter()
    loader.load(name) { image in
      arrived.add("\(number): \(image)")
      group.leave()
    }
  }
  group.notify(queue: .main) { done(arrived.lines) }
}

/// Lines that several queues add to.
package final class SharedLines: Sendable {
  private let state = Mutex<[String]>([])

  package init() {}

  package var lines: [String] { state.withLock { $0 } }

  package func add(_ line: String) { state.withLock { $0.append(line) } }
}
