// The bytes of a connection that were not used yet, and how lines are taken off them.

/// A queue of bytes, which drops the bytes that were taken when more arrive.
struct HTTPInput: Sendable {
  private var bytes: [UInt8] = []
  /// Where the bytes begin that were not taken.
  private var start = 0

  /// The bytes that were not taken.
  var rest: ArraySlice<UInt8> { bytes[start...] }
  var count: Int { bytes.count - start }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ more: some Sequence<UInt8>) {
    bytes.removeSubrange(..<start)
    start = 0
    bytes.append(contentsOf: more)
  }

  /// Removes and returns the first `count` bytes, which must be there.
  mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    defer { start += count }
    return bytes[start..<start + count]
  }

  /// The received part of a line.
  enum Line {
    /// The line without its CRLF.
    case whole(ArraySlice<UInt8>)
    /// The line has not ended; it has at least this number of bytes.
    case begun(Int)
  }

  /// Takes a line that ends in CRLF.
  ///
  /// - Parameters:
  ///   - limit: The greatest length of a line.
  ///   - excess: What is thrown for a longer line, the same wherever the bytes are cut.
  /// - Throws: `badRequest` for a line that ends in a lone LF.
  mutating func takeLine(upTo limit: Int, else excess: HTTPFailure) throws(HTTPFailure) -> Line {
    // One byte more than the line with its CRLF: a longer search would find nothing that is allowed.
    guard let end = rest.prefix(limit + 2).firstIndex(of: 10) else {
      // The last byte may be the first of those that end the line.
      let length = rest.last == 13 ? count - 1 : count
      if length > limit { throw excess }
      return .begun(length)
    }
    let line = bytes[start..<end]
    if line.last != 13, line.count > limit { throw excess }
    guard line.last == 13 else { throw .badRequest }
    start = end + 1
    return .whole(line.dropLast())
  }
}
