// A four-ary heap of small keys: which chain of timers is due next, without its work.

/// A priority queue of `(deadline, ticket)` pairs, earliest first, ties by ticket and thus by order of arming.
///
/// Four children a node halve the depth of a binary heap. The work itself never moves (see `TimerSlots`).
struct TimerHeap {
  private var keys: [TimerKey] = []

  var count: Int { keys.count }
  var capacity: Int { keys.capacity }
  var first: TimerKey? { keys.first }

  /// - Complexity: O(log n); O(1) when the key is due no earlier than all others, as in a burst of equal delays.
  mutating func insert(_ key: TimerKey) {
    keys.append(key)
    // A buffer pointer instead of the array: no bounds or uniqueness check on each of the moves.
    keys.withUnsafeMutableBufferPointer { heap in
      var hole = heap.count - 1
      while hole > 0 {
        let parent = (hole - 1) >> 2
        guard key.precedes(heap[parent]) else { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = key
    }
  }

  /// - Complexity: O(log n).
  mutating func removeFirst() -> TimerKey {
    let last = keys.removeLast()
    guard let first = keys.first else { return last }
    sift(last, downFrom: 0)
    return first
  }

  /// Puts another key in the place of the first; it must come before all others just as well.
  mutating func replaceFirst(with key: TimerKey) {
    keys[0] = key
  }

  /// Empties the heap.
  ///
  /// - Returns: The keys, in no order.
  mutating func removeAll() -> [TimerKey] {
    defer { keys = [] }
    return keys
  }

  /// Fills an empty heap.
  ///
  /// - Complexity: O(n).
  mutating func fill(with keys: [TimerKey]) {
    self.keys = keys
    guard keys.count > 1 else { return }
    for hole in stride(from: (keys.count - 2) >> 2, through: 0, by: -1) {
      sift(keys[hole], downFrom: hole)
    }
  }

  private mutating func sift(_ key: TimerKey, downFrom start: Int) {
    keys.withUnsafeMutableBufferPointer { heap in
      let count = heap.count
      var hole = start
      while true {
        let child = hole << 2 + 1
        guard child < count else { break }
        var least = child
        for sibling in child + 1..<min(child + 4, count) where heap[sibling].precedes(heap[least]) {
          least = sibling
        }
        guard heap[least].precedes(key) else { break }
        heap[hole] = heap[least]
        hole = least
      }
      heap[hole] = key
    }
  }
}
