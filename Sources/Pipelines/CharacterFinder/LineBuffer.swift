// Cuts the bytes of a session into requests, however they arrive.

/// Bytes that have arrived and are not a whole line yet.
///
/// The lines depend on the bytes alone, not on their division into pieces.
struct LineBuffer: Sendable {
  /// How many bytes a line may have, its end (LF or CRLF) not counted.
  let limit: Int
  private var bytes: ArraySlice<UInt8> = []
  /// How many bytes, from the front, have no line end among them.
  private var searched = 0
  private var isEnded = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in what a read came to: bytes, or nil at the end of the stream.
  mutating func append(_ chunk: [UInt8]?) {
    guard let chunk else { return isEnded = true }
    // Nearly always nothing is left of the chunks before, and this one is taken over.
    if bytes.isEmpty { bytes = chunk[...] } else { bytes += chunk }
  }

  /// The request of the next line; nil if there is no whole line yet.
  ///
  /// A line ends with a line feed, or with the stream if it is not empty. One that is too long is not waited for.
  mutating func next() -> FinderRequest? {
    let end = bytes.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n"))
    searched = bytes.count
    let length = bytes.distance(from: bytes.startIndex, to: end ?? bytes.endIndex)
    // A carriage return may be part of the end.
    let text = bytes.prefix(length).last == UInt8(ascii: "\r") ? length - 1 : length
    if text > limit { return .end(.longLine(limit: limit)) }
    if end == nil {
      guard isEnded else { return nil }
      if bytes.isEmpty { return .end(.endOfStream) }
    }
    let line = bytes.prefix(length)
    bytes = bytes.dropFirst(length + (end == nil ? 0 : 1))
    searched = 0
    return FinderRequest(line: line)
  }
}
