// A counter that a queue protects, in the style of completion handlers, and one that it protects too little.

import Dispatch

// region counter
/// Counts; each access by itself is safe.
package final class AtomicCounter: @unchecked Sendable {
  // Unchecked: the queue protects the number.
  private let queue = DispatchQueue(label: "counter")
  private var number = 0

  package init() {}

  package var value: Int {
    get { queue.sync { number } }
    set { queue.sync { number = newValue } }
  }

  /// Adds one, in one access.
  package func increment() {
    queue.sync { number += 1 }
  }
}
// endregion
