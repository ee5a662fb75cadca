// One send of a call in a run.

/// The n-th time that a call is sent in a run, by any pipeline.
package struct CallOccasion: Sendable, Hashable {
  /// The call's name.
  package let call: String
  /// The ordinal of the send, from 1.
  package let number: Int

  /// The occasion on which a call is sent for the n-th time.
  package init(_ call: String, number: Int) {
    self.call = call
    self.number = number
  }
}
