// What an event will touch, as far as its closure tells, so that it can be fetched before the event runs.

import ConcurrencyHooks

/// The captures of a closure that waits in memory, or the object that it captures alone.
///
/// Unsafe, since the compiler does not tell what a closure refers to. Sound, because a closure that waits keeps its captures alive, and
/// what is found in them is only fetched from: a wrong guess costs time and has no effect.
struct ClosureCaptures {
  let address: UnsafeRawPointer

  /// The captures of a closure at an address; nil if it has none.
  @inline(__always)
  init?(ofClosureAt place: UnsafeRawPointer) {
    // A closure is a function and a reference to its captures.
    let reference = place.load(fromByteOffset: MemoryLayout<UInt>.size, as: UInt.self)
    guard let address = UnsafeRawPointer(bitPattern: reference) else { return nil }
    self.address = address
  }

  /// Asks the processor to fetch the captures.
  @inline(__always)
  func prefetch() { prefetchObject(address) }

  /// Asks the processor to fetch the object that is captured first: that of a timer is as a rule the future that it settles.
  @inline(__always)
  func prefetchFirst() { prefetchReferenced(address, Self.firstWord) }

  /// Asks the processor to fetch what a confined box refers to first, if it is captured alone: for the reaction that settles a derived
  /// future, the future that this one waits for.
  @inline(__always)
  func prefetchContent() { prefetchReferenced(address, Self.contentWord) }

  /// Where the captures begin, in words: behind the header of their object.
  static let firstWord: Int32 = 2
  /// Where the content of a `LoopConfined` begins: behind its header, its loop and its name.
  static let contentWord: Int32 = 5
}
