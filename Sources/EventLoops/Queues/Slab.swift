// Growable memory for values that are moved and never copied.

import ConcurrencyHooks

/// A list of values that only ever has one owner.
///
/// An array takes copyable values only, and checks before each change whether its memory is shared. A value that moves is
/// neither retained nor released.
struct Slab<Element: ~Copyable>: ~Copyable {
  // The memory is the slab's own: it is initialized up to `count`, and no pointer to it ever leaves the slab.
  private var memory = UnsafeMutableBufferPointer<Element>(start: nil, count: 0)
  private(set) var count = 0

  /// A value, to be read or changed in place.
  subscript(index: Int) -> Element {
    @inline(__always) unsafeAddress {
      precondition(index >= 0 && index < count, "a slab has no such place")
      return UnsafePointer(memory.baseAddress.unsafelyUnwrapped + index)
    }
    @inline(__always) unsafeMutableAddress {
      precondition(index >= 0 && index < count, "a slab has no such place")
      return memory.baseAddress.unsafelyUnwrapped + index
    }
  }

  /// Puts a value in the place of one that needs no destruction.
  @inline(__always)
  mutating func overwrite(_ index: Int, with element: consuming Element) {
    precondition(index >= 0 && index < count, "a slab has no such place")
    (memory.baseAddress.unsafelyUnwrapped + index).initialize(to: element)
  }

  /// Asks the processor to fetch a value that is about to be read.
  @inline(__always)
  func prefetch(_ index: Int) {
    guard index >= 0, index < count else { return }
    prefetchMemory(memory.baseAddress.unsafelyUnwrapped + index)
  }

  /// Asks the processor to fetch what the second word of a value refers to; any other word costs no more than time.
  @inline(__always)
  func prefetchReference(in index: Int) {
    guard index >= 0, index < count, MemoryLayout<Element>.size >= 2 * MemoryLayout<UInt>.size else { return }
    let words = UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped + index)
    let address = words.load(fromByteOffset: MemoryLayout<UInt>.size, as: UInt.self)
    if let address = UnsafeRawPointer(bitPattern: address) { prefetchMemory(address) }
  }

  /// Adds a value.
  ///
  /// - Complexity: O(1) amortised.
  @inline(__always)
  mutating func append(_ element: consuming Element) {
    if count == memory.count { grow() }
    memory.initializeElement(at: count, to: element)
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(8, 2 * count))
    _ = larger.moveInitialize(fromContentsOf: memory.extracting(..<count))
    memory.deallocate()
    memory = larger
  }

  deinit {
    memory.extracting(..<count).deinitialize()
    memory.deallocate()
  }
}

// The slab owns its memory exclusively, which the compiler cannot infer from a pointer.
extension Slab: @unchecked Sendable where Element: Sendable & ~Copyable {}
