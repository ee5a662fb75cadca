// Which chain of timers is due next: few in a heap, many in a radix heap.

/// A queue of keys, earliest first, ties in the order in which they were added.
///
/// A heap is as fast for a few keys, and costs nothing to create: an exploration creates a loop for each run. The radix heap
/// takes no key below its `base`, which moves to the earliest key when that is asked for. The keys of earlier instants that
/// are added after that go to the heap as well. Equal deadlines are therefore never in both.
///
/// (A key taken and another one added, at random distances: 59 ns in the heap and 24 in the radix heap with a thousand keys,
/// 400 and 45 with a million.)
struct TimerOrder: ~Copyable, Sendable {
  /// The keys that are earlier than the base of `many`, or all.
  private var few = TimerHeap()
  private var many = RadixHeap()

  /// With more keys in the heap, and no more in the radix heap, the radix heap takes them all.
  private static let limit = 32

  /// For how many keys there is memory.
  var capacity: Int { few.capacity + many.capacity }

  /// Adds a key.
  ///
  /// - Complexity: O(1) amortised, or O(log n) where a later key was the earliest one before.
  @inline(__always)
  mutating func insert(_ key: TimerKey) {
    if key.bits > many.reach { many.insertFar(key) } else { insertNear(key) }
  }

  /// Adds a key that no bucket of the radix heap is for.
  @inline(never)
  private mutating func insertNear(_ key: TimerKey) {
    if key.bits >= many.base { return many.insertNear(key) }
    few.insert(key)
    if few.count > Self.limit, few.count > many.count { fill(with: removeAll()) }
  }

  /// The first key.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func first() -> TimerKey? { few.first ?? many.first() }

  /// A key that is among the first of many; nil if there are few.
  @inline(__always)
  var upcoming: TimerKey? { many.upcoming }

  /// The key that is taken after k others, if it is known and there are many.
  @inline(__always)
  func upcoming(_ k: Int) -> TimerKey? { many.upcoming(k) }

  /// Whether a key may be due by `now`; false of most instants after the first event of each.
  @inline(__always)
  func mayHave(dueBy now: Instant) -> Bool {
    if let key = few.first { return key.deadline <= now }
    return many.mayHave(dueBy: now)
  }

  /// Takes the first key, if it is due by `now`.
  @inline(__always)
  mutating func removeFirst(dueBy now: Instant) -> TimerKey? {
    guard let key = few.first else { return many.removeFirst(dueBy: now) }
    return key.deadline <= now ? few.removeFirst() : nil
  }

  /// Takes the key that `first` has returned.
  mutating func removeFirst() { _ = few.count > 0 ? few.removeFirst() : many.removeFirst() }

  /// Puts another key of the same deadline in the place of the key that `first` has returned.
  mutating func replaceFirst(with key: TimerKey) {
    if few.count > 0 { few.replaceFirst(with: key) } else { many.replaceFirst(with: key) }
  }

  /// Takes all keys, those of equal deadlines in their order.
  @inline(never)
  mutating func removeAll() -> [TimerKey] {
    // A key whose chain has lost its first timer has another ticket now: equal ones are still in the order of tickets.
    few.removeAll().sorted { $0.ticket < $1.ticket } + many.removeAll()
  }

  /// Fills an empty queue with keys, those of equal deadlines in their order.
  mutating func fill(with keys: [TimerKey]) {
    if keys.count > Self.limit { many.fill(with: keys) } else { few.fill(with: keys) }
  }
}
