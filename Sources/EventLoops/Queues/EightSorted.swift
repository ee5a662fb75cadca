// Eight numbers, or four, in their order, sorted without a branch.

/// Sorts eight numbers by the network of 19 exchanges.
///
/// Keys come in a random order, in which a processor predicts no branch of another sort.
struct EightSorted {
  private var numbers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

  @inline(__always)
  init(_ number: (Int) -> UInt64) {
    numbers = (number(0), number(1), number(2), number(3), number(4), number(5), number(6), number(7))
    Self.exchange(&numbers.0, &numbers.2)
    Self.exchange(&numbers.1, &numbers.3)
    Self.exchange(&numbers.4, &numbers.6)
    Self.exchange(&numbers.5, &numbers.7)
    Self.exchange(&numbers.0, &numbers.4)
    Self.exchange(&numbers.1, &numbers.5)
    Self.exchange(&numbers.2, &numbers.6)
    Self.exchange(&numbers.3, &numbers.7)
    Self.exchange(&numbers.0, &numbers.1)
    Self.exchange(&numbers.2, &numbers.3)
    Self.exchange(&numbers.4, &numbers.5)
    Self.exchange(&numbers.6, &numbers.7)
    Self.exchange(&numbers.2, &numbers.4)
    Self.exchange(&numbers.3, &numbers.5)
    Self.exchange(&numbers.1, &numbers.4)
    Self.exchange(&numbers.3, &numbers.6)
    Self.exchange(&numbers.1, &numbers.2)
    Self.exchange(&numbers.3, &numbers.4)
    Self.exchange(&numbers.5, &numbers.6)
  }

  /// Puts two numbers in their order.
  @inline(__always)
  static func exchange(_ lower: inout UInt64, _ upper: inout UInt64) {
    (lower, upper) = (min(lower, upper), max(lower, upper))
  }

  /// Calls `body` with the place of each number and the number.
  @inline(__always)
  func forEach(_ body: (Int, UInt64) -> Void) {
    body(0, numbers.0)
    body(1, numbers.1)
    body(2, numbers.2)
    body(3, numbers.3)
    body(4, numbers.4)
    body(5, numbers.5)
    body(6, numbers.6)
    body(7, numbers.7)
  }
}

/// Sorts four numbers by the network of five exchanges.
///
/// Three of four buckets have no more keys when their turn comes, and `EightSorted` takes more than twice as long.
struct FourSorted {
  private var numbers: (UInt64, UInt64, UInt64, UInt64)

  @inline(__always)
  init(_ number: (Int) -> UInt64) {
    numbers = (number(0), number(1), number(2), number(3))
    EightSorted.exchange(&numbers.0, &numbers.1)
    EightSorted.exchange(&numbers.2, &numbers.3)
    EightSorted.exchange(&numbers.0, &numbers.2)
    EightSorted.exchange(&numbers.1, &numbers.3)
    EightSorted.exchange(&numbers.1, &numbers.2)
  }

  /// Calls `body` with the place of each number and the number.
  @inline(__always)
  func forEach(_ body: (Int, UInt64) -> Void) {
    body(0, numbers.0)
    body(1, numbers.1)
    body(2, numbers.2)
    body(3, numbers.3)
  }
}
