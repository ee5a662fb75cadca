// Instants and durations as text: 30ms, 1.5s, 250us.

extension Instant: CustomStringConvertible {
  /// The time since the loop's start, as `Duration.shortText` writes it.
  public var description: String { Duration.nanoseconds(nanoseconds).shortText }
}

extension Duration {
  /// The duration in the largest unit among s, ms, us and ns that needs at most three decimals: `1.5s`, `30ms`.
  ///
  /// Exact to the nanosecond; what is below is left out. Milliseconds are preferred below one second and for
  /// zero, since that is the scale of the scenarios: `0ms`, not `0s`.
  public var shortText: String {
    let total = saturatedNanoseconds
    if total == 0 { return "0ms" }
    for (size, name) in [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us")] as [(UInt64, String)] {
      let (whole, rest) = total.magnitude.quotientAndRemainder(dividingBy: size)
      guard whole > 0, rest % (size / 1_000) == 0 else { continue }
      return (total < 0 ? "-" : "") + "\(whole)" + Self.fraction(rest / (size / 1_000)) + name
    }
    return "\(total)ns"
  }

  /// Thousandths as a decimal fraction without trailing zeros: 500 is `.5`, 0 is nothing.
  private static func fraction(_ thousandths: UInt64) -> String {
    if thousandths == 0 { return "" }
    var digits = String(1_000 + thousandths).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}
