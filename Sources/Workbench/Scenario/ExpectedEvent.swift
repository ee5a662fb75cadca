// One event that a scenario expects.

package import Comparison

/// An event that is expected.
package struct ExpectedEvent: Sendable {
  /// When, and what.
  package let event: StyleRun.Line
  /// The line on which it is expected.
  package let line: Int
}
