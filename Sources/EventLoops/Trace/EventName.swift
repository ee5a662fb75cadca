// The name of events that a loop was told once, as a number.

/// A loop's own number for what events are called and where they come from.
///
/// Whoever posts the same event again and again asks for its name once, and holds four bytes instead of a label and a
/// place.
public struct EventName: Sendable {
  @usableFromInline
  package let number: Int32

  @usableFromInline
  package init(number: Int32) {
    self.number = number
  }

  /// No name, on a loop that keeps none.
  @inlinable
  public static var none: EventName { EventName(number: -1) }
}
