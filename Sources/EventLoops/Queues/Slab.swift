// Growable memory for values that are moved and never copied.

import ConcurrencyHooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// The captures of the closure with which a value begins; nil if it has none.
  @inline(__always)
  func captures(in index: Int) -> ClosureCaptures? {
    guard index >= 0, index < count, MemoryLayout<Element>.size >= 2 * MemoryLayout<UInt>.size else { return nil }
    return ClosureCaptures(ofClosureAt: memory.baseAddress.unsafelyUnwrapped + index)
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
    memory = GrowingMemory.grown(memory, to: max(8, 2 * count))
  }

  deinit {
    memory.extracting(..<count).deinitialize()
    GrowingMemory.free(memory)
  }
}

// The slab owns its memory exclusively, which the compiler cannot infer from a pointer.
extension Slab: @unchecked Sendable where Element: Sendable & ~Copyable {}

/// Memory of the C library, for values that one owner moves and never copies.
///
/// The system gives large memory a new place without touching it, where memory that is copied needs new pages for each growth, and
/// gives the old ones back.
enum GrowingMemory {
  /// Memory with more places, and the content of the first ones.
  ///
  /// A value of Swift is moved by moving its bytes.
  ///
  /// - Parameter memory: What an earlier call has returned, or no memory.
  static func grown<Element: ~Copyable>(
    _ memory: UnsafeMutableBufferPointer<Element>, to capacity: Int
  ) -> UnsafeMutableBufferPointer<Element> {
    precondition(MemoryLayout<Element>.alignment <= 16, "the C library aligns memory for 16 bytes at most")
    guard let address = realloc(memory.baseAddress, capacity * MemoryLayout<Element>.stride) else {
      fatalError("no memory is left for a queue of \(capacity) places")
    }
    return UnsafeMutableBufferPointer(
      start: address.assumingMemoryBound(to: Element.self), count: capacity)
  }

  /// Frees memory; its content was moved or deinitialised.
  static func free<Element: ~Copyable>(_ memory: UnsafeMutableBufferPointer<Element>) {
    #if canImport(Glibc)
      Glibc.free(memory.baseAddress)
    #elseif canImport(Musl)
      Musl.free(memory.baseAddress)
    #else
      Darwin.free(memory.baseAddress)
    #endif
  }
}
