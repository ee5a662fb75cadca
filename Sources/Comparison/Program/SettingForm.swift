// The values that a setting accepts.

/// The values that a setting accepts.
package enum SettingForm: Sendable, Hashable {
  /// A duration.
  case duration
  /// A whole number within a range.
  case number(ClosedRange<Int>)
  /// Any text.
  case text
  /// One of some words.
  case word([String])
}
