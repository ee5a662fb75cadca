// The pace at which a run is played: a multiple of its virtual time, or without waiting.

/// The pace at which virtual time is played in real time.
struct Pace: Hashable {
  /// How many seconds of virtual time go by in a second; nil for no waiting at all.
  let factor: Double?

  /// Virtual time as if it were real.
  static let real = Pace(factor: 1)
  /// Nothing is waited for.
  static let none = Pace(factor: nil)

  /// The forms of a pace.
  static let form = "0 for no waiting, or a factor from 0.01x to 1000x, as in 1x or 2x"

  private init(factor: Double?) {
    self.factor = factor
  }

  /// The pace that a text names: `0`, `1x`, `0.5x`; nil if it names none.
  init?(_ text: String) {
    if text == "0" || text == "0x" {
      self = .none
    } else {
      let isPlain = text.hasSuffix("x") && text.dropLast().allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
      guard isPlain, let factor = Double(text.dropLast()), (0.01...1_000).contains(factor) else { return nil }
      self.init(factor: factor)
    }
  }

  /// How much real time a stretch of virtual time takes.
  func real(_ duration: Duration) -> Duration {
    factor.map { duration / $0 } ?? .zero
  }
}
