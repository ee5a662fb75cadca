// A text as bytes, cut into lines that are made when they are asked for.

/// The lines of a text without their endings: a line feed, or a carriage return and a line feed.
///
/// A reader that needs the bytes of a line alone makes no text of it, which takes a third of the instructions.
package struct CutText: RandomAccessCollection, Sendable {
  /// The bytes of the text.
  let bytes: [UInt8]
  /// Where the bytes of each line are.
  private let ranges: [Range<Int>]

  package init(_ text: String) {
    let bytes = Array(text.utf8)
    var (ranges, start) = ([Range<Int>](), 0)
    for (end, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      ranges.append(start..<(hasReturn ? end - 1 : end))
      start = end + 1
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    (self.bytes, self.ranges) = (bytes, ranges)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { ranges.count }

  /// A line as text.
  package subscript(index: Int) -> String { String(decoding: bytes[ranges[index]], as: UTF8.self) }

  /// Where the bytes of a line are.
  func range(of index: Int) -> Range<Int> { ranges[index] }
}
