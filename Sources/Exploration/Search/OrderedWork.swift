// Work on several items at once, with the results in the order of the items.

import Dispatch
import Foundation
import Synchronization

/// Results that are made on several threads and taken in the order of what they are made from.
///
/// All scenarios of this repository take two thirds of the time on two processors that they take one after the other.
package final class OrderedWork<Item: Sendable, Result: Sendable>: Sendable {
  private let items: [Item]
  private let transform: @Sendable (Item) -> Result
  private let results: Mutex<[Result?]>
  private let isReady: [DispatchSemaphore]
  private let next = Atomic(0)
  private let hasThreads: Bool

  /// Begins to transform the items.
  ///
  /// - Parameters:
  ///   - items: What the results are made from.
  ///   - workers: How many items are transformed at a time: as many as there are processors, unless given. One worker is
  ///     the thread that takes the results.
  ///   - isAside: Whether a single worker has a thread of its own as well.
  ///   - transform: Makes a result.
  package init(
    _ items: [Item], workers: Int? = nil, isAside: Bool = false,
    transform: @escaping @Sendable (Item) -> Result
  ) {
    self.items = items
    self.transform = transform
    // The number of processors is asked for where it matters: that reads several files of the system.
    let workers = items.count > 1 ? workers ?? processorCount : 1
    hasThreads = isAside || min(items.count, workers) > 1
    results = Mutex(Array(repeating: nil, count: hasThreads ? items.count : 0))
    isReady = hasThreads ? items.map { _ in DispatchSemaphore(value: 0) } : []
    guard hasThreads else { return }
    for _ in 0..<min(items.count, max(workers, 1)) {
      let thread = Thread { [self] in work() }
      // Callbacks that answer at once call each other deeply: as much room as the main thread has.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Passes each result on as soon as it and all before it are there, in the order of the items.
  package func forEach(_ consume: (Result) -> Void) {
    guard hasThreads else { return consumeInPlace(consume) }
    for index in items.indices {
      isReady[index].wait()
      take(index, consume)
    }
  }

  /// As `forEach(_:)`, with something to do some times in a second while the next result is waited for.
  package func forEach(waiting: () -> Void, _ consume: (Result) -> Void) {
    guard hasThreads else { return consumeInPlace(consume) }
    for index in items.indices {
      while isReady[index].wait(timeout: .now() + .milliseconds(50)) == .timedOut { waiting() }
      take(index, consume)
    }
  }

  private func consumeInPlace(_ consume: (Result) -> Void) {
    for item in items { consume(transform(item)) }
  }

  private func take(_ index: Int, _ consume: (Result) -> Void) {
    let result = results.withLock { results in
      defer { results[index] = nil }
      return results[index]
    }
    if let result { consume(result) }
  }

  /// All results, in the order of the items.
  package var all: [Result] {
    var all: [Result] = []
    all.reserveCapacity(items.count)
    forEach { all.append($0) }
    return all
  }

  private func work() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let result = transform(items[index])
      results.withLock { $0[index] = result }
      isReady[index].signal()
    }
  }
}

/// How many processors the process may use.
package let processorCount = ProcessInfo.processInfo.activeProcessorCount
