// A page with places to fill in, cut into bytes once.

/// A page in which `{{name}}` is a place to fill in.
package struct PageTemplate: Sendable {
  private let pieces: [Piece]
  private let byteCount: Int

  private struct Piece: Sendable {
    let bytes: [UInt8]
    /// The name of the place behind the bytes; nil behind the last ones.
    let place: String?
  }

  /// Cuts a page.
  package init(_ page: [UInt8]) {
    var pieces: [Piece] = []
    var start = 0
    func mark(_ brace: UInt8, from first: Int) -> Int? {
      (first..<max(first, page.count - 1)).first { page[$0] == brace && page[$0 + 1] == brace }
    }
    while let open = mark(UInt8(ascii: "{"), from: start), let close = mark(UInt8(ascii: "}"), from: open + 2) {
      pieces.append(
        Piece(bytes: Array(page[start..<open]), place: String(decoding: page[open + 2..<close], as: UTF8.self)))
      start = close + 2
    }
    pieces.append(Piece(bytes: Array(page[start...]), place: nil))
    self.pieces = pieces
    byteCount = pieces.reduce(0) { $0 + $1.bytes.count }
  }

  /// The page with each place filled in; what is filled in is not looked at again.
  ///
  /// - Parameters:
  ///   - size: About how many bytes are filled in.
  ///   - fill: Appends what belongs into the place of a name.
  package func filled(adding size: Int = 0, _ fill: (_ place: String, _ page: inout [UInt8]) -> Void) -> [UInt8] {
    var page: [UInt8] = []
    page.reserveCapacity(byteCount + size)
    for piece in pieces {
      page += piece.bytes
      if let place = piece.place { fill(place, &page) }
    }
    return page
  }
}
