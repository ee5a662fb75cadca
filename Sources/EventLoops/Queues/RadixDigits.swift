// Into which digits a radix heap divides a deadline.

/// The digits of a deadline, from the lowest to the highest: one of eleven bits, and all others of six or what is left.
///
/// The wide digit is where the deadlines of most keys differ, so that a key is in the right one of its buckets at once. Its
/// lowest bit is such that a bucket has a few keys when its turn comes: enough of them that the next key is nearly always
/// in the front, and few enough to be sorted without a branch.
struct RadixDigits {
  /// A digit: where it is, and where its buckets begin in a row of those of all digits.
  struct Digit: BitwiseCopyable {
    let shift: UInt8
    let mask: UInt16
    let firstBucket: UInt16
  }

  /// Four times as many buckets as a thousand keys need, so that most keys differ from `base` in no higher digit: the bucket of
  /// such a digit is distributed when its turn comes.
  private static let wide = 11
  private static let narrow = 6
  /// How many words of 64 buckets all digits have at most: the wide one and ten others.
  static let wordCount = 1 << (wide - 6) + 10

  /// The lowest bit of the wide digit.
  let position: Int

  /// The digits for keys, at least one, whose deadlines differ from the least one up to some distance; a few far ones aside.
  init(for keys: [TimerKey], from least: UInt64) {
    var lengths = [Int](repeating: 0, count: 65)
    for key in keys { lengths[64 - (key.bits - least).leadingZeroBitCount] += 1 }
    var (length, left) = (64, keys.count / 8)
    while length > 0, lengths[length] <= left {
      left -= lengths[length]
      length -= 1
    }
    // About half as many buckets as keys, up to that distance.
    let buckets = min(Int.bitWidth - keys.count.leadingZeroBitCount - 1, Self.wide)
    position = min(max(length - buckets, 0), 64 - Self.wide)
  }

  /// The digit of each bit.
  var ofBits: [Digit] {
    var digits: [Digit] = []
    var bucket = 0
    while digits.count < 64 {
      let start = digits.count
      // Narrow ones end where the wide one begins.
      var width = start == position ? Self.wide : Self.narrow
      if start < position { width = (position - start - 1) % Self.narrow + 1 }
      width = min(width, 64 - start)
      let digit = Digit(shift: UInt8(start), mask: UInt16(1 << width - 1), firstBucket: UInt16(bucket))
      digits += repeatElement(digit, count: width)
      // The buckets of a digit fill words of bits.
      bucket += max(1 << width, 64)
    }
    return digits
  }
}
