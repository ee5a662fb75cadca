// A sentence of a scenario at an instant, for the reader of a picture.

public import EventLoops

/// A sentence that a picture of a scenario shows at an instant. A note changes nothing about the runs.
public struct ScenarioNote: Sendable, Hashable {
  /// The instant.
  public var instant: Instant
  /// The sentence.
  public var text: String

  /// A sentence at an instant.
  ///
  /// - Parameters:
  ///   - text: The sentence.
  ///   - instant: The instant.
  public init(_ text: String, at instant: Instant) {
    self.instant = instant
    self.text = text
  }
}
