// A body that comes in chunks (RFC 9112, section 7.1).

/// Reads a chunked body off the bytes of a connection, strictly, and never more than the limits allow.
///
/// Extensions and trailers are checked and dropped.
struct ChunkedBody: Sendable {
  /// Why a body cannot be read.
  enum Fault: Error {
    case malformed
    /// The chunks hold more than a body may have.
    case bodyTooLarge
    /// The lines with the sizes of the chunks have more than they may, beside the sizes.
    case framingTooLarge
    /// The trailer fields are longer, or more, than they may be.
    case trailersTooLarge
  }

  private enum Part {
    case size
    case data(left: Int)
    /// The CRLF behind the data.
    case dataEnd
    case trailers
  }

  private let limits: HTTPLimits
  private var part = Part.size
  /// The received part of the body.
  private(set) var bytes: [UInt8] = []
  /// How many bytes the lines of sizes had beside the sizes.
  private var overhead = 0
  private var trailerBytes = 0
  private var trailerCount = 0

  init(limits: HTTPLimits) {
    self.limits = limits
  }

  /// Takes what there is of the body.
  ///
  /// - Returns: Whether the body is complete.
  mutating func read(from input: inout HTTPInput) throws(Fault) -> Bool {
    while true {
      switch part {
      case .size:
        let limit = limits.chunkLine
        guard
          case .whole(let line) = try input.takeLine(upTo: limit, else: Fault.framingTooLarge, malformed: .malformed)
        else { return false }
        let size = try size(in: line)
        guard size <= limits.body - bytes.count else { throw .bodyTooLarge }
        part = size == 0 ? .trailers : .data(left: size)
      case .data(let left):
        let count = min(left, input.count)
        bytes += input.take(count)
        guard count == left else {
          part = .data(left: left - count)
          return false
        }
        part = .dataEnd
      case .dataEnd:
        guard zip(input.rest, [13, 10]).allSatisfy({ $0 == $1 }) else { throw .malformed }
        guard input.count >= 2 else { return false }
        _ = input.take(2)
        part = .size
      case .trailers:
        let left = limits.head - trailerBytes
        guard
          case .whole(let line) = try input.takeLine(upTo: left, else: Fault.trailersTooLarge, malformed: .malformed)
        else { return false }
        if line.isEmpty { return true }
        trailerBytes += line.count
        trailerCount += 1
        guard trailerCount <= limits.headerCount else { throw .trailersTooLarge }
        guard HTTPGrammar.field(line) != nil else { throw .malformed }
      }
    }
  }

  /// The size in the line that begins a chunk; what is too large to be counted is more than any limit.
  private mutating func size(in line: ArraySlice<UInt8>) throws(Fault) -> Int {
    let digits = line.prefix { HTTPGrammar.hexValue($0) != nil }
    guard !digits.isEmpty, Self.areExtensions(line[digits.endIndex...]) else { throw .malformed }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    overhead += line.count - significant.count
    guard overhead <= limits.head else { throw .framingTooLarge }
    guard significant.count < 16 else { throw .bodyTooLarge }
    return significant.reduce(0) { $0 * 16 + (HTTPGrammar.hexValue($1) ?? 0) }
  }

  /// Whether the bytes are extensions: `;name`, `;name=token` and `;name="text"`, with blanks around `;` and `=`.
  private static func areExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func isNext(_ byte: Character) -> Bool {
      let next = rest.drop(while: HTTPGrammar.isBlank)
      guard next.first == byte.asciiValue else { return false }
      rest = next.dropFirst().drop(while: HTTPGrammar.isBlank)
      return true
    }
    func isToken() -> Bool {
      let token = rest.prefix(while: HTTPGrammar.isToken)
      rest = rest[token.endIndex...]
      return !token.isEmpty
    }
    while !rest.isEmpty {
      guard isNext(";"), isToken() else { return false }
      guard isNext("=") else { continue }
      if rest.first == UInt8(ascii: "\"") {
        guard let end = endOfQuotation(in: rest) else { return false }
        rest = rest[end...]
      } else if !isToken() {
        return false
      }
    }
    return true
  }

  /// Where the text in quotes ends with which the bytes begin; nil if it does not end, or has control characters.
  private static func endOfQuotation(in bytes: ArraySlice<UInt8>) -> Int? {
    var isEscaped = false
    for (index, byte) in zip(bytes.indices, bytes).dropFirst() {
      guard byte == 9 || (byte >= 32 && byte != 127) else { return nil }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        return index + 1
      }
    }
    return nil
  }
}
