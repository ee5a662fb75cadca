// Why a change of a scenario cannot be made.

/// Why a scenario cannot be changed in some way.
package struct ScenarioEditError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, without a full stop.
  package let description: String

  init(_ description: String) { self.description = description }
}
