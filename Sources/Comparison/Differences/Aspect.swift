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

  /// The part of a run that the aspect looks at, as lines in the order in which they happened.
  func lines(of run: StyleRun) -> [StyleRun.Line] {
    guard self != .leftovers else {
      let lines = run.endingLines.map(Self.withoutKind)
      // A task that is left over and waits for something unknown is in the report twice.
      return lines.filter { line in
        !line.text.hasPrefix("escape ") || !lines.contains { $0.text == "leftover " + line.text.dropFirst(7) }
      }
    }
    return run.events.lazy.filter { looks(at: $0.kind) }.map(run.line)
  }

  /// Whether two runs did the very same, which is seen without a line being made; most runs of most comparisons do.
  func isSame(_ left: StyleRun, as right: StyleRun) -> Bool {
    guard self != .leftovers else { return left.endingLines.isEmpty && right.endingLines.isEmpty }
    let (some, others) = (left.events.lazy, right.events.lazy)
    return left.pipelines == right.pipelines
      && some.filter { looks(at: $0.kind) }.elementsEqual(others.filter { looks(at: $0.kind) }) {
        $0.instant == $1.instant && $0.pipeline == $1.pipeline && $0.kind == $1.kind
      }
  }

  /// Whether two runs' lines come to the same: in one order if that is what is asked, in any order otherwise.
  func areSame(_ left: [StyleRun.Line], _ right: [StyleRun.Line]) -> Bool {
    if self == .order { return left == right }
    return left.count == right.count && left.counts == right.counts
  }

  func looks(at kind: SemanticEvent.Kind) -> Bool {
    switch kind {
    case .sent, .replied, .failed: self == .requests || self == .order
    case .step, .stepThrew, .recovered, .note: self == .steps || self == .order
    case .caught: self == .caught
    case .cancelRequested, .callCancelled, .callRefused: self == .cancellation
    case .finished, .finishedAgain: self == .outcome
    }
  }

  /// What is left over is a completion in one style and a promise in another; the label says what it is about.
  private static func withoutKind(_ line: StyleRun.Line) -> StyleRun.Line {
    guard line.text.hasPrefix("leftover "), let label = line.text.firstIndex(of: "\"") else { return line }
    return StyleRun.Line(when: line.when, text: "leftover " + line.text[label...])
  }
}

extension Sequence where Element: Hashable {
  /// How often each element occurs.
  var counts: [Element: Int] {
    reduce(into: [Element: Int](minimumCapacity: underestimatedCount)) { $0[$1, default: 0] += 1 }
  }
}
