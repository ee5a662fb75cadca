// Memory that the lists of earlier schedule records have left, for those of later ones.

import Synchronization

/// Blocks of memory that no list uses, each for lists of the kind that it has come from.
///
/// What was in a block is never read: a list initializes each element before it counts it. So no run can tell
/// whether its record has new memory or not.
enum SpareMemory {
  /// The kinds of lists.
  enum Use: Sendable {
    case events, steps, accesses
  }

  /// A block of memory that one owner has at a time.
  struct Block: Sendable {
    fileprivate let address: UInt
    /// How many bytes it has.
    let size: Int
    let use: Use

    var start: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped }
  }

  /// The address of each block is a multiple of this.
  static let alignment = 16
  /// How many blocks are kept, and how large a block may be that is: some megabytes at most for all threads together.
  static let mostBlocks = 32
  static let mostBytes = 1 << 17

  private static let blocks = Mutex<[Block]>([])

  /// Takes a block out, or a new one if none is large enough.
  static func take(for use: Use, atLeast size: Int) -> Block {
    let spare = blocks.withLock { blocks -> Block? in
      // The one that was given back last is most likely in a cache.
      guard let index = blocks.lastIndex(where: { $0.use == use && $0.size >= size }) else { return nil }
      return blocks.remove(at: index)
    }
    if let spare { return spare }
    let bytes = max(size, alignment)
    let start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: alignment)
    return Block(address: UInt(bitPattern: start), size: bytes, use: use)
  }

  /// Keeps a block that its owner uses no more, or frees it.
  static func giveBack(_ block: Block) {
    let isKept =
      block.size <= mostBytes
      && blocks.withLock { blocks in
        if blocks.count == mostBlocks { return false }
        blocks.append(block)
        return true
      }
    if !isKept { block.start.deallocate() }
  }

  /// How many blocks are spare, and how many bytes the largest of them has, for tests.
  static var kept: (blocks: Int, mostBytes: Int) {
    blocks.withLock { ($0.count, $0.map(\.size).max() ?? 0) }
  }
}
