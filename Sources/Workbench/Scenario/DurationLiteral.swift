// Durations as scenario files write them: 30ms, 1.5s, 250us.

import EventLoops

/// Reads durations.
enum DurationLiteral {
  static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("min", 60_000_000_000),
    ("h", 3_600_000_000_000),
  ]

  /// The longest duration that a scenario may name.
  static let longest = Duration.seconds(86_400)

  /// The duration that `text` stands for.
  ///
  /// - Throws: A fault at `column` that says what is wrong.
  static func parse(_ text: Substring, column: Int) throws(LineFault) -> Duration {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unitName = text.dropFirst(digits.count)
    guard !digits.isEmpty else {
      throw LineFault(
        column: column, message: "'\(text)' is not a duration", help: "write a number and a unit, as in 30ms")
    }
    guard let unit = units.first(where: { $0.name == unitName }) else {
      throw unknownUnit(String(unitName), after: digits, column: column + digits.count)
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts.contains(where: \.isEmpty), parts[0].count <= 12, (parts.last?.count ?? 0) <= 12
    else {
      throw LineFault(column: column, message: "'\(digits)' is not a number", help: "write it as in 30ms or 1.5s")
    }
    let nanoseconds = try Self.nanoseconds(parts, unit: unit.nanoseconds, column: column)
    guard Duration.nanoseconds(nanoseconds) <= longest else {
      throw LineFault(column: column, message: "'\(text)' is longer than a day, the limit for a scenario", help: nil)
    }
    return .nanoseconds(nanoseconds)
  }

  private static func nanoseconds(_ parts: [Substring], unit: Int64, column: Int) throws(LineFault) -> Int64 {
    let (whole, overflow) = (Int64(parts[0]) ?? .max).multipliedReportingOverflow(by: unit)
    guard parts.count == 2, !overflow else { return overflow ? .max : whole }
    // The fraction in units of 10^-12, exactly, so that 0.1s is a tenth of a second and not nearly so.
    let padded = String(parts[1]) + String(repeating: "0", count: 12 - parts[1].count)
    let product = (Int64(padded) ?? 0).multipliedFullWidth(by: unit)
    let (quotient, remainder) = Int64(1_000_000_000_000).dividingFullWidth(product)
    guard remainder == 0 else {
      throw LineFault(column: column, message: "the duration is finer than a nanosecond", help: nil)
    }
    return whole + quotient
  }

  private static func unknownUnit(_ name: String, after digits: Substring, column: Int) -> LineFault {
    let names = units.map(\.name).filter { $0 != "µs" }
    let list = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    if name.isEmpty {
      return LineFault(
        column: column, message: "the unit is missing after '\(digits)'", help: "write \(list), as in \(digits)ms")
    }
    let suggestion = Suggestion.closest(to: name, in: names).map { "did you mean '\(digits)\($0)'?" }
    return LineFault(column: column, message: "'\(name)' is not a unit of time", help: suggestion ?? "write \(list)")
  }
}
