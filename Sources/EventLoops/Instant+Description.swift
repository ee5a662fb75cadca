// Instants and durations as text: 30ms, 1.5s, 250us.

extension Instant: CustomStringConvertible {
  /// The time since the loop's start, as `Duration.shortText` writes it.
  public var description: String { Duration.nanoseconds(nanoseconds).shortText }
}

extension Duration {
  /// The duration in the largest unit among s, ms, us and ns that needs at most three decimals: `1.5s`, `30ms`.
  ///
  /// Exact to the nanosecond; what is below is left out. A million microseconds and more are written as seconds with as
  /// many decimals as it takes: `3.000000001s`. Milliseconds are preferred below one second and for
  /// zero, since that is the scale of the scenarios: `0ms`, not `0s`.
  package var shortText: String {
    let total = saturatedNanoseconds
    if total == 0 { return "0ms" }
    for (size, name) in [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us")] as [(UInt64, String)] {
      let (whole, rest) = total.magnitude.quotientAndRemainder(dividingBy: size)
      guard whole > 0, rest % (size / 1_000) == 0 else { continue }
      if whole >= 1_000_000, name != "s" { break }
      return (total < 0 ? "-" : "") + "\(whole)" + Self.fraction(rest / (size / 1_000), of: 1_000) + name
    }
    let (seconds, rest) = total.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    if seconds > 0 { return (total < 0 ? "-" : "") + "\(seconds)" + Self.fraction(rest, of: 1_000_000_000) + "s" }
    return "\(total)ns"
  }

  /// Thousandths, or millionths and so on, as a decimal fraction without trailing zeros: 500 of 1,000 is `.5`, 0 nothing.
  private static func fraction(_ parts: UInt64, of whole: UInt64) -> String {
    if parts == 0 { return "" }
    var digits = String(whole + parts).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}
