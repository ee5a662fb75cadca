// Numbers and ranges of code points as characters that a string literal can have.

/// A text of numbers. A number has a digit for each five bits, the lowest first, and all but its last one are marked.
struct NameDigits {
  /// The digits, from `?` to `~`.
  private(set) var text = ""

  private static let zero: UInt8 = 0x3F
  private static let mark: UInt8 = 0x20

  init(_ text: String = "") { self.text = text }

  mutating func append(_ number: UInt32) {
    var left = number
    repeat {
      let digit = UInt8(left & 0x1F)
      left >>= 5
      text.unicodeScalars.append(Unicode.Scalar(Self.zero + digit + (left > 0 ? Self.mark : 0)))
    } while left > 0
  }

  /// Appends the number of ranges, and for each range its distance to the one before it, its last bit telling whether the
  /// range has more than one code point, and then how many more.
  mutating func append(_ points: CodePointRanges) {
    append(UInt32(points.ranges.count))
    var end: UInt32 = 0
    for range in points.ranges {
      append((range.lowerBound - end) << 1 | (range.count > 1 ? 1 : 0))
      if range.count > 1 { append(UInt32(range.count - 2)) }
      end = range.upperBound
    }
  }

  /// The number that begins at an offset.
  func number(at offset: Int) -> UInt32 {
    var rest = text.utf8.dropFirst(offset)
    return Self.number(from: &rest)
  }

  /// The ranges that begin at an offset.
  func ranges(at offset: Int) -> CodePointRanges {
    var rest = text.utf8.dropFirst(offset)
    var end: UInt32 = 0
    let ranges = (0..<Self.number(from: &rest)).map { _ in
      let distance = Self.number(from: &rest)
      let start = end + distance >> 1
      end = start + (distance & 1 == 1 ? Self.number(from: &rest) + 2 : 1)
      return start..<end
    }
    return CodePointRanges(ranges)
  }

  private static func number(from digits: inout Substring.UTF8View) -> UInt32 {
    var (number, shift): (UInt32, UInt32) = (0, 0)
    while let digit = digits.popFirst() {
      let bits = digit - zero
      number |= UInt32(bits & 0x1F) << shift
      if bits & mark == 0 { break }
      shift += 5
    }
    return number
  }
}
