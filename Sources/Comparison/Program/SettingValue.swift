// The value of a setting.

/// The value of a setting.
package enum SettingValue: Sendable, Hashable {
  /// A duration.
  case duration(Duration)
  /// A whole number.
  case number(Int)
  /// A text.
  case text(String)
  /// One of the words that the setting may be.
  case word(String)
}
