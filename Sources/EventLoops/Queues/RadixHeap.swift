// A monotone queue of keys: no key comes before those that have been taken, so that each moves a few times at most.

/// A radix heap (Ahuja, Mehlhorn, Orlin and Tarjan, 1990): keys in buckets by the highest digit in which their deadline
/// differs from `base`, the deadline that was reached last.
///
/// When the keys at `base` have been taken, `base` moves to the earliest key of the lowest bucket, whose keys move to lower
/// buckets: a key moves once a digit at most. Keys of equal deadlines are always in the same bucket, in the order in which
/// they came, which makes them first in, first out without a comparison.
struct RadixHeap: ~Copyable {
  private static let digitBits = 6
  private static let radix = 1 << digitBits
  private static let levels = (64 + digitBits - 1) / digitBits

  private var lists = KeyLists()
  /// A list for each digit of each level; those that `occupied` does not name are not initialized.
  private var buckets = UnsafeMutableBufferPointer<KeyLists.List>(start: nil, count: 0)
  /// The digits that have keys, for each level.
  private var occupied = UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)
  /// The levels that have keys.
  private var occupiedLevels: UInt64 = 0
  /// The keys whose deadline is `base`.
  private var front = KeyLists.List()
  /// No key here is earlier; the highest number if there is none, so that the queue takes nothing until it is filled.
  private(set) var base = UInt64.max
  private(set) var count = 0

  /// For how many keys there is memory.
  var capacity: Int { lists.capacity }

  /// Fills an empty queue with keys, those of equal deadlines in their order.
  mutating func fill(with keys: [TimerKey]) {
    guard let least = keys.lazy.map(\.bits).min() else { return }
    if occupied.isEmpty {
      buckets = .allocate(capacity: Self.levels << Self.digitBits)
      occupied = .allocate(capacity: Self.levels)
      occupied.initialize(repeating: 0)
    }
    base = least
    for key in keys { insert(key) }
  }

  /// Adds a key that is no earlier than `base`.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func insert(_ key: TimerKey) {
    count += 1
    place(key)
  }

  @inline(__always)
  private mutating func place(_ key: TimerKey) {
    let bits = key.bits
    let difference = bits ^ base
    if difference == 0 { return lists.append(key, to: &front) }
    let level = (63 - difference.leadingZeroBitCount) / Self.digitBits
    let digit = Int(truncatingIfNeeded: bits >> UInt64(level * Self.digitBits)) & (Self.radix - 1)
    let bucket = level << Self.digitBits | digit
    if occupied[level] & (1 << UInt64(digit)) == 0 {
      occupied[level] |= 1 << UInt64(digit)
      occupiedLevels |= 1 << UInt64(level)
      buckets.initializeElement(at: bucket, to: KeyLists.List())
    }
    lists.append(key, to: &buckets[bucket])
  }

  /// A key that will be among the next ones.
  @inline(__always)
  var upcoming: TimerKey? {
    if !front.isEmpty { return lists.first(of: front) }
    if occupiedLevels == 0 { return nil }
    let level = occupiedLevels.trailingZeroBitCount
    return lists.first(of: buckets[level << Self.digitBits | occupied[level].trailingZeroBitCount])
  }

  /// The earliest key; of equal ones that which came first.
  mutating func first() -> TimerKey? {
    if front.isEmpty {
      if count == 0 { return nil }
      settle()
    }
    return lists.first(of: front)
  }

  /// Whether a key may be due by `now`. The answer costs no search for the earliest key, so true does not mean that one is.
  @inline(__always)
  func mayHave(dueBy now: Instant) -> Bool {
    let now = UInt64(bitPattern: now.nanoseconds) ^ 1 << 63
    return front.isEmpty ? base < now : base <= now
  }

  /// Takes the first key, if it is due by `now`; `base` does not pass `now` for it.
  @inline(__always)
  mutating func removeFirst(dueBy now: Instant) -> TimerKey? {
    let now = UInt64(bitPattern: now.nanoseconds) ^ 1 << 63
    if front.isEmpty {
      if base >= now || count == 0 { return nil }
      settle()
    }
    if base > now { return nil }
    return removeFirst()
  }

  /// Takes the key that `first` has returned.
  @inline(__always)
  mutating func removeFirst() -> TimerKey {
    count -= 1
    if count == 0 { base = .max }
    return lists.removeFirst(of: &front)
  }

  /// Puts another key of the same deadline in the place of the key that `first` has returned.
  mutating func replaceFirst(with key: TimerKey) { lists.replaceFirst(of: front, with: key) }

  /// Moves `base` to the earliest key, and the keys of its bucket to where they belong then.
  private mutating func settle() {
    let level = occupiedLevels.trailingZeroBitCount
    let digit = occupied[level].trailingZeroBitCount
    occupied[level] &= occupied[level] - 1
    if occupied[level] == 0 { occupiedLevels &= occupiedLevels - 1 }
    var list = buckets[level << Self.digitBits | digit]
    let (least, greatest) = lists.range(of: list)
    base = least
    if least == greatest {
      front = list
    } else {
      while !list.isEmpty { place(lists.removeFirst(of: &list)) }
    }
  }

  /// Takes all keys, those of equal deadlines in their order.
  mutating func removeAll() -> [TimerKey] {
    var keys: [TimerKey] = []
    keys.reserveCapacity(count)
    while !front.isEmpty { keys.append(lists.removeFirst(of: &front)) }
    while occupiedLevels != 0 {
      let level = occupiedLevels.trailingZeroBitCount
      for digit in 0..<Self.radix where occupied[level] & (1 << UInt64(digit)) != 0 {
        var list = buckets[level << Self.digitBits | digit]
        while !list.isEmpty { keys.append(lists.removeFirst(of: &list)) }
      }
      occupied[level] = 0
      occupiedLevels &= occupiedLevels - 1
    }
    (base, count) = (.max, 0)
    // The memory follows what is pending.
    lists = KeyLists()
    return keys
  }

  deinit {
    buckets.deallocate()
    occupied.deallocate()
  }
}

// The queue owns its memory exclusively, which the compiler cannot infer from a pointer.
extension RadixHeap: @unchecked Sendable {}
