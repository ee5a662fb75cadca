// The aspects in which runs are compared, and the part of a run that each covers.

/// One question that is put to every run of a comparison.
public enum Aspect: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  // region aspects
  /// Which calls were sent and how they were answered, and when.
  case requests = "requests and replies"
  /// Which steps ran, and when.
  case steps
  /// The order of the events.
  case order
  /// The outcome of each pipeline, and its instant.
  case outcome
  /// Where in the code an error or a cancellation was caught.
  case caught = "place of catching"
  /// The effects of cancellations.
  case cancellation
  /// The leftovers and the violations.
  case leftovers

  /// The aspect's name.
  public var description: String { rawValue }

  /// Whether a difference here means that the versions do not do the same.
  package var counts: Bool { self != .caught }
  // endregion

  /// The aspect that looks at an event of some kind, besides its order.
  init(of kind: SemanticEvent.Kind) {
    switch kind {
    case .sent, .replied, .failed: self = .requests
    case .step, .stepThrew, .recovered, .note: self = .steps
    case .caught: self = .caught
    case .cancelRequested, .callCancelled, .callRefused: self = .cancellation
    case .finished, .finishedAgain: self = .outcome
    }
  }

  /// Whether the aspect looks at the events that another one looks at: the order is that of two.
  func covers(_ other: Aspect) -> Bool { self == other || self == .order && (other == .requests || other == .steps) }

  /// Whether the aspect looks at an event of some kind.
  func looks(at kind: SemanticEvent.Kind) -> Bool { covers(Aspect(of: kind)) }

  /// Whether two runs' lines, by their numbers, come to the same: in one order if that is what is asked, in any order
  /// otherwise.
  func areSame(_ left: [Int], _ right: [Int]) -> Bool {
    self == .order ? left == right : NumberCounts.areSame(left, right)
  }

  /// The lines of what a run leaves over, as far as the styles can be compared in it.
  static func linesOfLeftovers(of run: StyleRun) -> [StyleRun.Line] {
    let lines = run.endingLines.map(withoutKind)
    // A task that is left over and waits for something unknown is in the report twice.
    return lines.filter { line in
      !line.text.hasPrefix("escape ") || !lines.contains { $0.text == "leftover " + line.text.dropFirst(7) }
    }
  }

  /// What is left over is a completion in one style and a promise in another; the label says what it is about.
  private static func withoutKind(_ line: StyleRun.Line) -> StyleRun.Line {
    guard line.text.hasPrefix("leftover "), let label = line.text.firstIndex(of: "\"") else { return line }
    return StyleRun.Line(when: line.when, text: "leftover " + line.text[label...])
  }
}
