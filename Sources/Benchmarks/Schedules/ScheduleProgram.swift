// A program by which searches through schedules are compared: at one size, with the least number of runs.

import Exploration

/// A program at one size, and how many runs a search through its schedules needs.
public struct ScheduleProgram: Sendable {
  /// The name of the program.
  public let name: String
  /// How large it is: threads, as a rule.
  public let size: Int
  /// How many classes of schedules it has; nil where nothing but the search itself says so.
  public let optimum: Int?
  /// The program.
  let subject: Subject

  init(_ name: String, _ size: Int, optimum: Int?, _ subject: Subject) {
    (self.name, self.size, self.optimum, self.subject) = (name, size, optimum, subject)
  }

  /// The result of one search.
  ///
  /// - Parameter limit: How many runs the search may take.
  public func measured(limit: Int = 10_000_000) -> Measurement {
    let count = SearchCount(of: subject, limit: limit)
    return Measurement(
      program: self, runs: count.runs, redundant: count.redundant + count.discarded, classes: count.classes.count,
      isComplete: count.isComplete)
  }

  /// The result of a search.
  public struct Measurement: Sendable {
    /// The program that was run.
    public let program: ScheduleProgram
    /// How many runs came to their end.
    public let runs: Int
    /// How many runs were known, or did not count, since the search had to start over.
    public let redundant: Int
    /// How many classes the runs belong to.
    public let classes: Int
    /// Whether the search came to its end.
    public let isComplete: Bool

    /// The runs of both kinds for each of the least number of runs.
    public var ratio: Double { Double(runs + redundant) / Double(max(program.optimum ?? classes, 1)) }
  }
}
