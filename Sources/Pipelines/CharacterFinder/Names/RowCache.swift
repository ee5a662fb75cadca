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
    var places: [UInt32: Range<Int>] = [:]
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
        if let place = content.places[scalar.value] {
          text += content.bytes[place]
          continue
        }
        let made = row(scalar)
        text += made
        guard content.bytes.count + made.count <= limit else { continue }
        content.places[scalar.value] = content.bytes.count..<content.bytes.count + made.count
        content.bytes += made
      }
    }
  }

  /// How many bytes of rows are kept.
  var size: Int { content.withLock { $0.bytes.count } }
}
