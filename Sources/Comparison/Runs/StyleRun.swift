// One run of one version of a program: what happened, and what the loop reports.

public import EventLoops

/// A run of one version of a program under a plan.
public struct StyleRun: Sendable {
  /// The style of the version.
  public let style: Style
  /// The name of the version among those of its style; nil if it has none.
  public let variant: String?
  /// How many pipelines the plan has.
  package let pipelines: Int
  /// The events, in order.
  public let events: [SemanticEvent]
  /// The loop's own report.
  public let report: Report
  /// The cycle of waits at the end of the run, as far as the program declares its waits.
  package let waitCycle: [WaitGraph.Wait]
  /// The situations that the program says the run has come to, each once.
  public let reached: [String]
  /// Further notes of the run, for the explanation of differences.
  let evidence: RunEvidence

  /// The style, and the variant in brackets.
  public var label: String { variant.map { "\(style) (\($0))" } ?? "\(style)" }

  /// How each pipeline ended, which every rule asks for.
  private let results: [Outcome?]

  init(
    style: Style, variant: String?, pipelines: Int, events: [SemanticEvent], report: Report,
    waitCycle: [WaitGraph.Wait], reached: [String], evidence: RunEvidence
  ) {
    self.style = style
    self.variant = variant
    self.pipelines = pipelines
    self.events = events
    self.report = report
    self.waitCycle = waitCycle
    self.reached = reached
    self.evidence = evidence
    var results = [Outcome?](repeating: nil, count: pipelines)
    for event in events {
      if case .finished(let outcome) = event.kind { results[event.pipeline - 1] = outcome }
    }
    self.results = results
  }

  /// How each pipeline ended; nil for one that did not.
  public var outcomes: [Outcome?] { results }

  /// The run as lines of a scenario's expectations: each event with its instant, then what is left at the end.
  package var lines: [Line] {
    events.map(line) + endingLines
  }

  /// The line of one event.
  package func line(of event: SemanticEvent) -> Line { Line(of: event, among: pipelines) }

  /// The lines of what is wrong at the end of the run; none if all is well.
  package var endingLines: [Line] { ending.map { Line(when: .end, text: $0) } }

  /// The faults at the end of the run, without the places in the code where something was created, which change with every edit.
  private var ending: [String] {
    var texts = report.leftovers.map { "leftover \($0.kind) \(quoted($0.label))" }
    texts += report.violations.map { $0.trapText ?? "violation \(quoted($0.label)) \($0.deed)" }
    texts += report.escapes.map { "escape \(quoted($0.label))" }
    if case .stepLimit(let limit, _) = report.ending { texts.append("stopped after \(limit) events") }
    if case .timeLimit(let limit, _) = report.ending { texts.append("stopped at the time limit \(limit)") }
    if case .textLimit(let limit, _) = report.ending { texts.append("stopped after \(limit) bytes of text") }
    return texts
  }

  /// One line of what happened.
  package struct Line: Sendable, Hashable, CustomStringConvertible {
    /// When it happened.
    package let when: When
    /// The text of the event.
    package let text: String

    /// A line of what happened.
    package init(when: When, text: String) {
      self.when = when
      self.text = text
    }

    /// The line of an event, in a run of some pipelines.
    init(of event: SemanticEvent, among pipelines: Int) {
      self.init(when: .at(event.instant), text: event.text(among: pipelines))
    }

    /// The instant, or `end`, and the text.
    package var description: String { "\(when) \(text)" }
  }

  /// When something happened: at an instant, or not until the end of the run.
  package enum When: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// At an instant.
    case at(Instant)
    /// At the end of the run.
    case end

    /// Whether `lhs` comes before `rhs`; the end comes last.
    package static func < (lhs: When, rhs: When) -> Bool {
      switch (lhs, rhs) {
      case (.at(let left), .at(let right)): left < right
      case (.at, .end): true
      case (.end, _): false
      }
    }

    /// The instant, or `end`.
    package var description: String {
      switch self {
      case .at(let instant): "\(instant)"
      case .end: "end"
      }
    }
  }
}
