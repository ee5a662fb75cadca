// A block of events that a scenario expects.

package import Comparison

/// A block of events that are expected of some styles.
package struct ExpectationBlock: Sendable {
  /// The styles of which the events are expected; none means all.
  package let styles: [Style]
  /// How strictly the events are compared with a run.
  package let kind: ExpectationKind
  /// The events.
  package internal(set) var events: [ExpectedEvent]
  /// The line of the block's head.
  package let firstLine: Int
  /// The line of the block's last event, or of its head if it has none.
  package internal(set) var lastLine: Int
}
