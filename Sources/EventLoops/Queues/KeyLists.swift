// First-in first-out lists of keys that share one growable piece of memory.

/// Many lists of keys, in chunks of 16 that are used again.
///
/// A list is read and written in sequence, unlike one that is linked key by key: a bucket of a radix heap with thousands
/// of keys is moved at the speed of a copy.
struct KeyLists: ~Copyable {
  /// One of the lists: where its first key is, and the place behind its last one.
  struct List: BitwiseCopyable {
    fileprivate var start: Int32 = -1
    fileprivate var end: Int32 = 0

    var isEmpty: Bool { start < 0 }
  }

  private static let shift: Int32 = 4
  private static let chunk: Int32 = 1 << shift

  // The memory is the lists' own, and no pointer to it leaves them. Chunks up to `used` are in a list or free, and the
  // keys of a list are initialized.
  private var keys = UnsafeMutableBufferPointer<TimerKey>(start: nil, count: 0)
  /// The next chunk of the list or of those that are free, for each chunk.
  private var next = UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)
  private var used: Int32 = 0
  private var firstFree: Int32 = -1

  /// For how many keys there is memory.
  var capacity: Int { keys.count }

  /// Adds a key to a list.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func append(_ key: TimerKey, to list: inout List) {
    if list.isEmpty {
      list.start = takeChunk() << Self.shift
      list.end = list.start
    } else if list.end & (Self.chunk - 1) == 0 {
      let added = takeChunk()
      next[Int(list.end - 1) >> Int(Self.shift)] = added
      list.end = added << Self.shift
    }
    keys.initializeElement(at: Int(list.end), to: key)
    list.end += 1
  }

  /// Takes the first key of a list that is not empty.
  @inline(__always)
  mutating func removeFirst(of list: inout List) -> TimerKey {
    let key = keys[Int(list.start)]
    let chunk = list.start >> Self.shift
    list.start += 1
    if list.start == list.end {
      free(chunk)
      list = List()
    } else if list.start & (Self.chunk - 1) == 0 {
      list.start = next[Int(chunk)] << Self.shift
      free(chunk)
    }
    return key
  }

  /// The first key of a list that is not empty.
  func first(of list: List) -> TimerKey { keys[Int(list.start)] }

  /// Puts another key in the place of the first one of a list that is not empty.
  func replaceFirst(of list: List, with key: TimerKey) { keys[Int(list.start)] = key }

  /// The earliest and the latest deadline in a list that is not empty.
  @inline(__always)
  func range(of list: List) -> (least: UInt64, greatest: UInt64) {
    var start = list.start
    if list.end - start == 1 {
      // The most frequent case, among timers of random delays.
      let bits = keys[Int(start)].bits
      return (bits, bits)
    }
    var (least, greatest) = (UInt64.max, UInt64.min)
    while true {
      let chunk = start >> Self.shift
      let chunkEnd = (chunk + 1) << Self.shift
      let isLast = chunk == (list.end - 1) >> Self.shift
      for place in Int(start)..<Int(isLast ? list.end : chunkEnd) {
        let bits = keys[place].bits
        least = min(least, bits)
        greatest = max(greatest, bits)
      }
      if isLast { return (least, greatest) }
      start = next[Int(chunk)] << Self.shift
    }
  }

  @inline(__always)
  private mutating func takeChunk() -> Int32 {
    if firstFree < 0 { return addChunk() }
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
  private mutating func addChunk() -> Int32 {
    if Int(used) == next.count {
      let size = max(16, 2 * next.count)
      let moreKeys = UnsafeMutableBufferPointer<TimerKey>.allocate(capacity: size << Int(Self.shift))
      let moreLinks = UnsafeMutableBufferPointer<Int32>.allocate(capacity: size)
      // Places of a chunk behind the end of its list are copied with the others: keys are plain bytes.
      UnsafeMutableRawBufferPointer(moreKeys).copyMemory(from: UnsafeRawBufferPointer(keys))
      _ = moreLinks.moveInitialize(fromContentsOf: next)
      keys.deallocate()
      next.deallocate()
      (keys, next) = (moreKeys, moreLinks)
    }
    used += 1
    next.initializeElement(at: Int(used - 1), to: -1)
    return used - 1
  }

  deinit {
    keys.deallocate()
    next.deallocate()
  }
}

// The lists own their memory exclusively, which the compiler cannot infer from a pointer.
extension KeyLists: @unchecked Sendable {}
