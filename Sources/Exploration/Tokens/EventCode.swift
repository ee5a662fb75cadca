// The short form of an event's identity, as orderings and tokens have it.

import EventLoops

/// The leading bits of an event's identity, five for each letter of its text.
package struct EventCode: Sendable, Hashable {
  /// How many letters and digits it is written with: `short`, or `long` where two events share a short code.
  package let letters: Int
  let bits: UInt64

  /// The usual number of letters, and the one that tells a million events apart.
  static let (short, long) = (4, 8)

  init(_ identity: UInt64, letters: Int) {
    self.letters = letters
    bits = identity >> UInt64(64 - 5 * letters)
  }

  init(_ event: Int, in record: ScheduleRecord, letters: Int) {
    self.init(record.identity(of: event), letters: letters)
  }

  /// Reads a code; nil if it is none.
  init?(_ text: Substring) {
    guard let bits = Base32.number(text) else { return nil }
    (letters, self.bits) = (text.utf8.count, bits)
  }

  /// The code with fewer letters.
  func shortened(to letters: Int) -> EventCode {
    EventCode(bits << UInt64(64 - 5 * self.letters), letters: letters)
  }

  /// The code as text.
  var text: String { Base32.text(bits, letters: letters) }
}

/// Numbers in letters and digits, those that are not easily taken for one another.
enum Base32 {
  private static let letters = Array("0123456789abcefghjkmnpqrstuvwxyz".utf8)

  /// The low bits of a number, five for each letter.
  static func text(_ number: UInt64, letters count: Int) -> String {
    String(decoding: (1...count).map { letters[Int(number >> UInt64(5 * (count - $0))) & 31] }, as: UTF8.self)
  }

  /// The number that a text of at most twelve letters and digits means; nil if it has others.
  static func number(_ text: Substring) -> UInt64? {
    guard 1...12 ~= text.utf8.count else { return nil }
    var number: UInt64 = 0
    for byte in text.utf8 {
      guard let digit = letters.firstIndex(of: byte) else { return nil }
      number = number << 5 | UInt64(digit)
    }
    return number
  }
}
