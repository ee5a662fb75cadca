// A scenario: a program, what the world does to it, and what must happen.

package import Comparison

/// A scenario file, read.
public struct Scenario: Sendable {
  /// The file's base name.
  public let name: String
  /// The file, as it was named.
  package let path: String
  /// The title.
  public let title: String
  /// The name of the program that runs.
  public let program: String
  /// The chapter that uses the scenario.
  package let guide: String?
  /// The point of the scenario, in one sentence.
  package let teaches: String?
  /// The plan of the runs.
  package let plan: Plan
  /// The notes for the reader, each at an instant.
  package let notes: [ScenarioNote]
  /// The expected events.
  package let expectations: [ExpectationBlock]
  /// The statements that have no effect, in the order of the lines, at most twenty.
  package let warnings: [ScenarioDiagnostic]
  /// The text from which the scenario was read.
  package let source: ScenarioSource
}
