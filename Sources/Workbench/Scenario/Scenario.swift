// A scenario: a program, what the world does to it, and what must happen.

package import Comparison

/// A scenario file, read.
public struct Scenario: Sendable {
  /// The file's base name.
  public let name: String
  /// The file, as it was named.
  public let path: String
  /// The title.
  public let title: String
  /// The name of the program that runs.
  public let program: String
  /// The chapter that uses the scenario.
  package let guide: String?
  /// The point of the scenario, in one sentence.
  package let teaches: String?
  /// What the world does to the program.
  package let plan: Plan
  /// What is said to the reader at an instant.
  package let notes: [ScenarioNote]
  /// What must happen.
  package let expectations: [ExpectationBlock]
  /// The statements that have no effect, in the order of the lines, at most twenty.
  package let warnings: [ScenarioDiagnostic]
  /// The text from which the scenario was read.
  package let source: ScenarioSource
}

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

/// An event that is expected.
package struct ExpectedEvent: Sendable {
  /// When, and what.
  package let event: StyleRun.Line
  /// The line on which it is expected.
  package let line: Int
}
