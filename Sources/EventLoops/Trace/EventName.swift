// A registered event name, as a number.

/// A loop's own number for the label and the source place of events.
///
/// Code that posts the same event repeatedly registers its name once, and stores four bytes instead of a label and a
/// place.
@usableFromInline
package struct EventName: Sendable {
  @usableFromInline
  package let number: Int32

  @usableFromInline
  package init(number: Int32) {
    self.number = number
  }

  /// No name, on a loop that keeps none.
  @inlinable
  package static var none: EventName { EventName(number: -1) }
}
