// The error of a text that is not an accepted duration.

/// Why a text is not a duration, or not one that is accepted.
package struct DurationFault: Error, Sendable, Hashable {
  /// The mistake, without a full stop.
  package let message: String
  /// A correct form, where one is known.
  package let help: String?
}
