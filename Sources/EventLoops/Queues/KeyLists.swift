// First-in first-out lists of keys that share one growable piece of memory.

/// Many lists of keys, in chunks that are used again.
///
/// A list is read and written in sequence, unlike one that is linked key by key: a bucket of a radix heap with thousands
/// of keys is moved at the speed of a copy.
struct KeyLists: ~Copyable {
  /// A list with keys: the place of its first one, which begins a chunk, and the place behind its last one.
  struct List: BitwiseCopyable {
    fileprivate var start: Int32
    fileprivate var end: Int32

    /// Whether the list is one chunk, so that it has few keys. (The last chunk of a long one may be before its first one.)
    @inline(__always)
    var isShort: Bool { UInt32(bitPattern: end &- 1 &- start) < KeyLists.chunk }
  }

  /// A place in a list that is read to its end.
  struct Cursor: BitwiseCopyable {
    fileprivate var place: Int32
    fileprivate let end: Int32
  }

  private static let shift: Int32 = 3
  /// How many keys a chunk has.
  static let chunk: Int32 = 1 << shift

  // The memory is the lists' own, and no pointer to it leaves them. Chunks up to `used` are in a list or free, and the
  // keys of a list are initialized.
  private var keys = UnsafeMutableBufferPointer<TimerKey>(start: nil, count: 0)
  /// The next chunk of the list or of those that are free, for each chunk.
  private var next = UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)
  private var used: Int32 = 0
  private var firstFree: Int32 = -1

  /// For how many keys there is memory.
  var capacity: Int { keys.count }

  /// Makes a list of one key.
  @inline(__always)
  mutating func list(of key: TimerKey) -> List {
    let start = takeChunk() &<< Self.shift
    keys.initializeElement(at: Int(start), to: key)
    return List(start: start, end: start &+ 1)
  }

  /// Adds a key to a list.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func append(_ key: TimerKey, to list: inout List) {
    var place = list.end
    if place & (Self.chunk - 1) == 0 {
      let added = takeChunk()
      next[Int((place &- 1) &>> Self.shift)] = added
      place = added &<< Self.shift
    }
    keys.initializeElement(at: Int(place), to: key)
    list.end = place &+ 1
  }

  /// The first key of a list.
  @inline(__always)
  func first(of list: List) -> TimerKey { keys[Int(list.start)] }

  /// The beginning of a list, to read it.
  @inline(__always)
  func cursor(of list: List) -> Cursor { Cursor(place: list.start, end: list.end) }

  /// The next key of a list that is read; nil behind its last one.
  @inline(__always)
  func next(_ cursor: inout Cursor) -> TimerKey? {
    if cursor.place < 0 { return nil }
    let key = keys[Int(cursor.place)]
    advance(&cursor)
    return key
  }

  /// As `next`; each chunk that has been read is free for use.
  @inline(__always)
  mutating func takeNext(_ cursor: inout Cursor) -> TimerKey? {
    if cursor.place < 0 { return nil }
    let chunk = cursor.place &>> Self.shift
    let key = keys[Int(cursor.place)]
    advance(&cursor)
    if cursor.place &>> Self.shift != chunk { free(chunk) }
    return key
  }

  /// Takes the keys of a short list, earliest first, those of equal deadlines in their order.
  ///
  /// - Parameters:
  ///   - list: A list of one chunk.
  ///   - mask: The low bits in which the deadlines may differ; at most 61 of them are 1.
  ///   - sorted: Where to put the keys; there is room for a chunk.
  /// - Returns: How many keys there are.
  @inline(__always)
  mutating func takeSorted(_ list: List, differingIn mask: UInt64, into sorted: UnsafeMutablePointer<TimerKey>) -> Int {
    let keys = UnsafePointer(self.keys.baseAddress.unsafelyUnwrapped + Int(list.start))
    let count = Int(list.end &- list.start)
    // What the deadlines differ in, above the place of each key; behind the last key, places behind all others.
    let rank = { (place: Int) -> UInt64 in
      let rank = (keys[place].bits & mask) &<< 3 | UInt64(truncatingIfNeeded: place)
      return place < count ? rank : .max &<< 3 | UInt64(truncatingIfNeeded: place)
    }
    let put = { (number: Int, rank: UInt64) in
      (sorted + number).initialize(to: keys[Int(truncatingIfNeeded: rank & 7)])
    }
    if count <= 4 { FourSorted(rank).forEach(put) } else { EightSorted(rank).forEach(put) }
    free(list.start &>> Self.shift)
    return count
  }

  @inline(__always)
  private func advance(_ cursor: inout Cursor) {
    let last = cursor.place
    cursor.place = last &+ 1
    if cursor.place == cursor.end {
      cursor.place = -1
    } else if cursor.place & (Self.chunk - 1) == 0 {
      cursor.place = next[Int(last &>> Self.shift)] &<< Self.shift
    }
  }

  @inline(__always)
  private mutating func takeChunk() -> Int32 {
    if firstFree < 0 { addChunk() }
    let chunk = firstFree
    firstFree = next[Int(chunk)]
    return chunk
  }

  @inline(__always)
  private mutating func free(_ chunk: Int32) {
    next[Int(chunk)] = firstFree
    firstFree = chunk
  }

  @inline(never)
  private mutating func addChunk() {
    if Int(used) == next.count {
      let size = max(16, 2 * next.count)
      keys = GrowingMemory.grown(keys, to: size << Int(Self.shift))
      next = GrowingMemory.grown(next, to: size)
    }
    next.initializeElement(at: Int(used), to: -1)
    firstFree = used
    used += 1
  }

  deinit {
    GrowingMemory.free(keys)
    GrowingMemory.free(next)
  }
}

// The lists own their memory exclusively, which the compiler cannot infer from a pointer.
extension KeyLists: @unchecked Sendable {}
