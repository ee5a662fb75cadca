// Durations as scenario files write them: 30ms, 1.5s, 250us.

import EventLoops

/// Reads durations.
enum DurationLiteral {
  /// The units, by their names. The micro sign and the Greek letter look alike, and either is meant.
  static let units: [(name: String, nanoseconds: UInt64)] = [
    ("ns", 1), ("us", 1_000), ("\u{B5}s", 1_000), ("\u{3BC}s", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("min", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// The longest duration of anything that a scenario does.
  static let day = Duration.seconds(86_400)
  /// The last instant that can be represented; a run may take longer than any of its calls.
  static let lastInstant = Duration.nanoseconds(Int64.max)

  /// The most digits on either side of the point: further ones make no difference.
  private static let mostDigits = 20

  /// The exact duration of `text`.
  ///
  /// - Throws: A fault at `column` or behind it that says what is wrong.
  static func parse(_ text: Substring, column: Int, upTo longest: Duration = day) throws(LineFault) -> Duration {
    if let duration = usual(text), duration <= longest { return duration }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unitName = text.dropFirst(digits.count)
    guard !digits.isEmpty else {
      let message = text.isEmpty ? "a duration is missing" : "'\(VisibleText.clipped(String(text)))' is not a duration"
      throw LineFault(column: column, message: message, help: "write a number and a unit, as in 30ms")
    }
    guard let unit = units.first(where: { $0.name == unitName }) else {
      throw unknownUnit(String(unitName), after: digits, column: column)
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts.contains(where: \.isEmpty) else {
      throw LineFault(
        column: column, message: "'\(VisibleText.clipped(String(digits)))' is not a number",
        help: "write it as in 30ms or 1.5s")
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard let nanoseconds = nanoseconds(parts[0], fraction, unit.nanoseconds) else {
      throw LineFault(
        column: column, message: "'\(VisibleText.clipped(String(text)))' is finer than a nanosecond", help: nil)
    }
    guard nanoseconds <= UInt128(longest.saturatedNanoseconds) else {
      let limit = longest == day ? "longer than a day, the limit" : "later than the last instant"
      throw LineFault(column: column, message: "'\(VisibleText.clipped(String(text)))' is \(limit)", help: nil)
    }
    return .nanoseconds(Int64(nanoseconds))
  }

  /// The duration of a whole number of milliseconds, which nearly all durations are; nil for all others.
  private static func usual(_ text: Substring) -> Duration? {
    guard text.utf8.count <= 14, text.utf8.suffix(2).elementsEqual("ms".utf8) else { return nil }
    var number: Int64 = 0
    for byte in text.utf8.dropLast(2) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return text.utf8.count > 2 ? .milliseconds(number) : nil
  }

  /// The duration in nanoseconds, held to the range of the type; nil if it is no whole number of them.
  private static func nanoseconds(_ whole: Substring, _ fraction: Substring, _ unit: UInt64) -> UInt128? {
    let whole = whole.drop { $0 == "0" }
    let fraction = fraction.reversed().drop { $0 == "0" }.reversed()
    guard fraction.count <= mostDigits else { return nil }
    guard whole.count <= mostDigits else { return .max }
    let scale = fraction.reduce(1 as UInt128) { scale, _ in scale * 10 }
    let (quotient, remainder) = (number(fraction) * UInt128(unit)).quotientAndRemainder(dividingBy: scale)
    return remainder == 0 ? number(whole) * UInt128(unit) + quotient : nil
  }

  private static func number(_ digits: some Sequence<Character>) -> UInt128 {
    digits.reduce(0) { $0 * 10 + UInt128($1.wholeNumberValue ?? 0) }
  }

  private static func unknownUnit(_ name: String, after digits: Substring, column: Int) -> LineFault {
    let names = units.map(\.name).filter { $0.utf8.allSatisfy { $0 < 0x80 } }
    let list = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    let number = VisibleText.clipped(String(digits))
    let place = column + digits.count
    if name.isEmpty {
      return LineFault(
        column: place, message: "the unit is missing after '\(number)'", help: "write \(list), as in \(number)ms")
    }
    let suggestion = Suggestion.closest(to: name, in: names).map { "did you mean '\(number)\($0)'?" }
    return LineFault(
      column: place, message: "'\(VisibleText.clipped(name))' is not a unit of time",
      help: suggestion ?? "write \(list)")
  }
}
