// A monotone queue of keys: no key comes before those that have been taken, so that each moves a few times at most.

/// A radix heap (Ahuja, Mehlhorn, Orlin and Tarjan, 1990): keys in buckets by the highest digit in which their deadline
/// differs from `base`.
///
/// When the front has been taken, the lowest bucket is next. A few keys of one bucket become the front, sorted. More are
/// distributed to the buckets of lower digits: a key moves once a digit at most. Keys of equal deadlines are always in the
/// same bucket or in the front, in the order in which they came, which makes them first in, first out.
struct RadixHeap: ~Copyable {
  private var lists = KeyLists()
  /// A list for each value of each digit, from the lowest digit to the highest, which is the order of their keys. Those that
  /// `occupied` does not name are not initialized.
  private var buckets = UnsafeMutableBufferPointer<KeyLists.List>(start: nil, count: 0)
  /// The buckets that have keys.
  private var occupied = UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)
  /// The words of `occupied` that are not 0.
  private var occupiedWords: UInt64 = 0
  /// The digit of each bit of a deadline.
  private var digits = UnsafeMutableBufferPointer<RadixDigits.Digit>(start: nil, count: 0)
  /// How many low bits the keys of one bucket may differ in, for each word of `occupied`.
  private var shifts = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

  /// The keys up to `reach`, sorted, from `frontStart` to `frontEnd`.
  private var front = UnsafeMutableBufferPointer<TimerKey>(start: nil, count: 0)
  private var frontStart = 0
  private var frontEnd = 0

  /// No key is earlier. Both are the highest number if there is none, so that the queue takes nothing until it is filled.
  private(set) var base = UInt64.max
  /// Keys up to this belong to the front, later ones to the buckets.
  private(set) var reach = UInt64.max
  private(set) var count = 0
  /// How many keys there were when the digits were chosen.
  private var divided = 0

  /// With more keys of different deadlines, the front is distributed to buckets.
  private static let frontLimit = 32
  /// Keys that differ in higher bits are not sorted.
  private static let sortable: UInt64 = 1 << 61 - 1
  /// With fewer keys, what they refer to is in the cache.
  private static let cached = 4_096

  /// For how many keys there is memory.
  var capacity: Int { lists.capacity + front.count }

  /// Fills an empty queue with keys, those of equal deadlines in their order.
  mutating func fill(with keys: [TimerKey]) {
    guard let least = keys.lazy.map(\.bits).min() else { return }
    divide(RadixDigits(for: keys, from: least))
    divided = keys.count
    (base, reach) = (least, least)
    for key in keys { insert(key) }
  }

  /// Makes the buckets of some digits; there are no keys.
  private mutating func divide(_ layout: RadixDigits) {
    if buckets.isEmpty {
      buckets = .allocate(capacity: RadixDigits.wordCount * 64)
      occupied = .allocate(capacity: RadixDigits.wordCount)
      occupied.initialize(repeating: 0)
      digits = .allocate(capacity: 64)
      shifts = .allocate(capacity: RadixDigits.wordCount)
      shifts.initialize(repeating: 0)
    }
    _ = digits.initialize(fromContentsOf: layout.ofBits)
    for digit in digits {
      for word in 0...Int(digit.mask) / 64 { shifts[Int(digit.firstBucket) / 64 + word] = digit.shift }
    }
  }

  /// Adds a key that is no earlier than `base`.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func insert(_ key: TimerKey) {
    if key.bits > reach { insertFar(key) } else { insertNear(key) }
  }

  /// Adds a key that is later than `reach`.
  @inline(__always)
  mutating func insertFar(_ key: TimerKey) {
    count &+= 1
    place(key)
  }

  /// Adds a key that is between `base` and `reach`.
  @inline(never)
  mutating func insertNear(_ key: TimerKey) {
    count &+= 1
    appendToFront(key)
    if frontEnd - frontStart > Self.frontLimit, front[frontStart].bits < front[frontEnd - 1].bits { distributeFront() }
  }

  /// Puts a key that is later than `reach` into its bucket.
  @inline(__always)
  private mutating func place(_ key: TimerKey) {
    let digit = digits[63 &- (key.bits ^ base).leadingZeroBitCount]
    let bucket =
      Int(digit.firstBucket) &+ Int(truncatingIfNeeded: key.bits &>> UInt64(digit.shift)) & Int(digit.mask)
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: bucket)
    let word = occupied[bucket &>> 6]
    if word & bit == 0 {
      occupied[bucket &>> 6] = word | bit
      occupiedWords |= 1 &<< UInt64(truncatingIfNeeded: bucket &>> 6)
      buckets.initializeElement(at: bucket, to: lists.list(of: key))
    } else {
      lists.append(key, to: &buckets[bucket])
    }
  }

  /// The lowest word of `occupied` that is not 0; nil if all are.
  @inline(__always)
  private var lowestWord: Int? { occupiedWords == 0 ? nil : occupiedWords.trailingZeroBitCount }

  /// Adds a key to the front, behind those that are not later.
  @inline(__always)
  private mutating func appendToFront(_ key: TimerKey) {
    if frontEnd == front.count { makeRoomInFront() }
    var hole = frontEnd
    while hole > frontStart, key.bits < front[hole &- 1].bits {
      front.initializeElement(at: hole, to: front[hole &- 1])
      hole &-= 1
    }
    front.initializeElement(at: hole, to: key)
    frontEnd &+= 1
  }

  /// Moves the front to the beginning of its memory, or to more of it.
  @inline(never)
  private mutating func makeRoomInFront() {
    let keys = front.extracting(frontStart..<frontEnd)
    if frontStart >= max(16, front.count / 2) {
      _ = front.update(fromContentsOf: keys)
    } else {
      let larger = UnsafeMutableBufferPointer<TimerKey>.allocate(capacity: max(Self.frontLimit, 2 * front.count))
      _ = larger.initialize(fromContentsOf: keys)
      front.deallocate()
      front = larger
    }
    (frontStart, frontEnd) = (0, keys.count)
  }

  /// Leaves the keys of the earliest deadline alone in the front.
  @inline(never)
  private mutating func distributeFront() {
    let least = front[frontStart].bits
    (base, reach) = (least, least)
    let end = frontEnd
    frontEnd = frontStart
    while front[frontEnd].bits == least { frontEnd += 1 }
    for later in frontEnd..<end { place(front[later]) }
  }

  /// A key that will be among the next ones; nil if there are so few that their timers are in the processor's cache.
  @inline(__always)
  var upcoming: TimerKey? {
    if count < Self.cached { return nil }
    if frontStart < frontEnd { return front[frontStart] }
    guard let word = lowestWord else { return nil }
    return lists.first(of: buckets[word &<< 6 | occupied[word].trailingZeroBitCount])
  }

  /// The key of the front before which k others are, if there is one.
  @inline(__always)
  func upcoming(_ k: Int) -> TimerKey? { frontStart + k < frontEnd ? front[frontStart + k] : nil }

  /// The earliest key; of equal ones that which came first.
  mutating func first() -> TimerKey? {
    if frontStart == frontEnd {
      if count == 0 { return nil }
      settle()
    }
    return front[frontStart]
  }

  /// Whether a key may be due by `now`. The answer costs no search for the earliest key, so true does not mean that one is.
  @inline(__always)
  func mayHave(dueBy now: Instant) -> Bool {
    let now = TimerKey.bits(of: now)
    return frontStart < frontEnd ? front[frontStart].bits <= now : reach < now
  }

  /// Takes the first key, if it is due by `now`.
  @inline(__always)
  mutating func removeFirst(dueBy now: Instant) -> TimerKey? {
    let now = TimerKey.bits(of: now)
    if frontStart == frontEnd {
      if reach >= now { return nil }
      settle()
    }
    if front[frontStart].bits > now { return nil }
    return removeFirst()
  }

  /// Takes the key that `first` has returned.
  @inline(__always)
  mutating func removeFirst() -> TimerKey {
    let key = front[frontStart]
    frontStart &+= 1
    count &-= 1
    if count == 0 { (base, reach) = (.max, .max) }
    return key
  }

  /// Puts another key of the same deadline in the place of the key that `first` has returned.
  mutating func replaceFirst(with key: TimerKey) { front[frontStart] = key }

  /// Fills the front, which is empty, with the keys of the lowest bucket, or with the earliest of them.
  private mutating func settle() {
    (frontStart, frontEnd) = (0, 0)
    guard let word = lowestWord else { return }
    let bits = occupied[word]
    let bucket = word &<< 6 | bits.trailingZeroBitCount
    let list = buckets[bucket]
    // With many more keys than the digits were chosen for, others are better.
    if !list.isShort, count > 4 &* divided { return fill(with: removeAll()) }
    occupied[word] = bits & (bits &- 1)
    if bits & (bits &- 1) == 0 { occupiedWords &= occupiedWords &- 1 }
    let rest = (1 &<< UInt64(shifts[word])) &- 1 as UInt64
    if !list.isShort || rest > Self.sortable { return distribute(list) }
    reach = lists.first(of: list).bits | rest
    base = reach & ~rest
    if front.isEmpty { makeRoomInFront() }
    frontEnd = lists.takeSorted(list, differingIn: rest, into: front.baseAddress.unsafelyUnwrapped)
  }

  /// Puts the earliest keys of a bucket into the front, and the others into lower buckets.
  @inline(never)
  private mutating func distribute(_ list: KeyLists.List) {
    var least = UInt64.max
    var cursor = lists.cursor(of: list)
    while let key = lists.next(&cursor) { least = min(least, key.bits) }
    (base, reach) = (least, least)
    cursor = lists.cursor(of: list)
    while let key = lists.takeNext(&cursor) {
      if key.bits == least { appendToFront(key) } else { place(key) }
    }
  }

  /// Takes all keys, those of equal deadlines in their order.
  mutating func removeAll() -> [TimerKey] {
    var keys: [TimerKey] = []
    keys.reserveCapacity(count)
    keys += front[frontStart..<frontEnd]
    while let word = lowestWord {
      for bit in 0..<64 where occupied[word] & (1 << UInt64(bit)) != 0 {
        var cursor = lists.cursor(of: buckets[word << 6 | bit])
        while let key = lists.next(&cursor) { keys.append(key) }
      }
      occupied[word] = 0
      occupiedWords &= occupiedWords - 1
    }
    (base, reach, count) = (.max, .max, 0)
    // The memory follows what is pending.
    lists = KeyLists()
    front.deallocate()
    front = .init(start: nil, count: 0)
    (frontStart, frontEnd) = (0, 0)
    return keys
  }

  deinit {
    buckets.deallocate()
    occupied.deallocate()
    digits.deallocate()
    shifts.deallocate()
    front.deallocate()
  }
}

// The queue owns its memory exclusively, which the compiler cannot infer from a pointer.
extension RadixHeap: @unchecked Sendable {}
