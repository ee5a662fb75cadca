// Rows of characters as bytes, each made once.

import Synchronization

/// The rows that a server writes for characters, kept as bytes.
///
/// Most of a row's time is the standard library's search for the name of its character, about 5,000 instructions; a row
/// that is kept takes some 300. Servers share a cache over all their sessions: even when all characters that have a name
/// have been asked for, it keeps no more than `limit` bytes.
package final class RowCache: Sendable {
  private struct Content {
    var bytes: [UInt8] = []
    /// Where the rows are, by blocks of 256 characters; a block is empty as long as no row of it was made.
    var blocks: [[Place]] = Array(repeating: [], count: 0x1100)
  }

  /// The place of a row among the bytes; of a row that is not kept, it has no length.
  private struct Place {
    var start: UInt32 = 0
    var length: UInt32 = 0
  }

  private let content = Mutex(Content())
  private let limit: Int
  private let row: @Sendable (Unicode.Scalar) -> [UInt8]

  /// An empty cache.
  ///
  /// - Parameters:
  ///   - limit: How many bytes of rows are kept at most. Further rows are made each time.
  ///   - row: Makes the row of a character; it has to be the same each time.
  package init(limit: Int = 16_000_000, row: @escaping @Sendable (Unicode.Scalar) -> [UInt8]) {
    (self.limit, self.row) = (limit, row)
  }

  /// Appends the rows of characters.
  package func append(_ scalars: [Unicode.Scalar], to text: inout [UInt8]) {
    content.withLock { content in
      for scalar in scalars {
        let (block, index) = (Int(scalar.value >> 8), Int(scalar.value & 255))
        if !content.blocks[block].isEmpty, content.blocks[block][index].length > 0 {
          let place = content.blocks[block][index]
          text += content.bytes[Int(place.start)..<Int(place.start + place.length)]
          continue
        }
        let made = row(scalar)
        text += made
        guard content.bytes.count + made.count <= limit else { continue }
        if content.blocks[block].isEmpty { content.blocks[block] = Array(repeating: Place(), count: 256) }
        content.blocks[block][index] = Place(start: UInt32(content.bytes.count), length: UInt32(made.count))
        content.bytes += made
      }
    }
  }

  /// How many bytes of rows are kept.
  var size: Int { content.withLock { $0.bytes.count } }
}
