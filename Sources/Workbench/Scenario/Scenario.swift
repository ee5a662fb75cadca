// A scenario: a program, what the world does to it, and what must happen.

public import Comparison

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
  public let guide: String?
  /// The point of the scenario, in one sentence.
  public let teaches: String?
  /// What the world does to the program.
  public let plan: Plan
  /// What is said to the reader at an instant.
  public let notes: [ScenarioNote]
  /// What must happen.
  public let expectations: [ExpectationBlock]
  /// The statements that have no effect, in the order of the lines, at most twenty.
  public let warnings: [ScenarioDiagnostic]
  /// The text from which the scenario was read.
  public let source: ScenarioSource
}

/// A block of events that are expected of some styles.
public struct ExpectationBlock: Sendable {
  /// The styles of which the events are expected; none means all.
  public let styles: [Style]
  /// How strictly the events are compared with a run.
  public let kind: ExpectationKind
  /// The events.
  public internal(set) var events: [ExpectedEvent]
  /// The line of the block's head.
  public let firstLine: Int
  /// The line of the block's last event, or of its head if it has none.
  public internal(set) var lastLine: Int
}

/// An event that is expected.
public struct ExpectedEvent: Sendable {
  /// When, and what.
  public let event: StyleRun.Line
  /// The line on which it is expected.
  public let line: Int
}
