// A sentence of a scenario at an instant, for the reader of a picture.

package import EventLoops

/// A sentence that a picture of a scenario shows at an instant. A note changes nothing about the runs.
package struct ScenarioNote: Sendable, Hashable {
  /// The instant.
  package var instant: Instant
  /// The sentence.
  package var text: String

  /// A sentence at an instant.
  ///
  /// - Parameters:
  ///   - text: The sentence.
  ///   - instant: The instant.
  package init(_ text: String, at instant: Instant) {
    self.instant = instant
    self.text = text
  }
}
