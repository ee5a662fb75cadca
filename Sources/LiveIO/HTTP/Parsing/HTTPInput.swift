// The bytes of a connection that were not used yet, and how lines are taken off them.

/// A queue of bytes, which drops the bytes that were taken when more arrive.
struct HTTPInput: Sendable {
  private var bytes: [UInt8] = []
  /// Where the bytes begin that were not taken.
  private var start = 0
  /// How many of the bytes that were not taken have no LF: a line that comes a byte at a time is searched once.
  private var searched = 0

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
    defer { (start, searched) = (start + count, 0) }
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
  ///   - fault: What is thrown for a line that ends in a lone LF.
  mutating func takeLine<Failure: Error>(
    upTo limit: Int, else excess: Failure, malformed fault: Failure
  ) throws(Failure) -> Line {
    // One byte more than the line with its CRLF: a longer search would find nothing that is allowed.
    let begun = rest.prefix(limit + 2)
    guard let end = begun.dropFirst(searched).firstIndex(of: 10) else {
      searched = begun.count
      // The last byte may be the first of those that end the line.
      let length = rest.last == 13 ? count - 1 : count
      if length > limit { throw excess }
      return .begun(length)
    }
    let line = begun[..<end]
    if line.last != 13, line.count > limit { throw excess }
    guard line.last == 13 else { throw fault }
    (start, searched) = (end + 1, 0)
    return .whole(line.dropLast())
  }
}
