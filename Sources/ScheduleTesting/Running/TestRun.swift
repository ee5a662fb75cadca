// One run of a test's body, and what is wrong with it.

import EventLoops
import Exploration

/// What one run of a test came to.
struct TestRun {
  /// What the body returned or threw; nil if it did not end.
  let result: Result<Void, any Error>?
  let report: Report
  let record: ScheduleRecord?
  /// How many events began before the body ended.
  let boundaries: Int
  /// The issues that were recorded, without values.
  let issues: [String]
  /// What else did not hold.
  let faults: [String]

  /// What did not hold, in an order that depends on the run alone.
  var findings: [String] { issues + faults }

  init(
    result: Result<Void, any Error>?, issues: [String], report: Report, record: ScheduleRecord?, waits: TaskWaits?,
    boundaries: Int, cancelledAt: Instant?, isStopped: Bool, allowed: AllowedFaults
  ) {
    (self.result, self.report, self.record, self.boundaries) = (result, report, record, boundaries)
    guard !isStopped else {
      (self.issues, faults) = ([], [])
      return
    }
    if let trap = report.trap {
      (self.issues, faults) = (issues, ["\(trap)"])
      return
    }
    var findings: [String] = []
    switch result {
    case nil:
      let tree = (waits?.lines ?? []) + report.waits
      let lines = ["the test does not end: it \(Self.ending(of: report))"] + tree.map { "  \($0)" }
      findings.append((lines + Self.hint(report, waits)).joined(separator: "\n"))
    case .failure(let error):
      let isCancellation = cancelledAt != nil && error is CancellationError
      if !isCancellation, !IssueLog.isRecorded(error) || issues.isEmpty { findings.append("the test threw \(error)") }
    case .success: break
    }
    if let cancelledAt, result != nil, report.instant > cancelledAt, !allowed.contains(.delays) {
      findings.append(
        "the test was cancelled at \(cancelledAt) and ended only at \(report.instant); if this is meant, allow .delays")
    }
    if result != nil, !allowed.contains(.leftovers) { findings += Self.leftovers(in: report, waits) }
    if !allowed.contains(.escapes) {
      // What the test waits for is in the tree.
      let escapes = report.escapes.filter { result != nil || waits == nil || $0.kind != .suspendedElsewhere }
      findings += escapes.map { "escaped: \($0)".withoutOwnSites }
    }
    if !allowed.contains(.violations) {
      findings += report.violations.map { "violated: \($0.textWithoutEvent)".withoutOwnSites }
    }
    (self.issues, faults) = (issues, findings)
  }

  /// How a run ended that should have come to its end: the same for all recordings of the run.
  private static func ending(of report: Report) -> String {
    switch report.ending {
    case .stepLimit(let limit, _):
      "runs on and on, and was stopped at \(report.instant) after \(limit) events, the limit"
    case .timeLimit(let limit, _):
      "was stopped at \(report.instant): its next timer is due after \(limit), the limit"
    default: "\(report.description.prefix { $0 != "\n" }.dropFirst(report.loop.utf8.count + 2))"
    }
  }

  /// What a loop that yields or posts itself does not come to: the clock moves only when no event is ready.
  private static func hint(_ report: Report, _ waits: TaskWaits?) -> [String] {
    guard case .stepLimit = report.ending, waits?.hasSleepers == true else { return [] }
    return ["  no time passes while an event is ready: a loop that waits for a timer has to sleep and not to yield"]
  }

  /// What has not ended when the test has.
  private static func leftovers(in report: Report, _ waits: TaskWaits?) -> [String] {
    let hint = "the test ended and left something behind; if this is meant, allow .leftovers"
    let lines =
      report.leftovers.filter { $0.kind != .timer || waits == nil }.map { "  \($0)".withoutOwnSites }
      + ((waits?.lines ?? []) + report.waits).map { "  \($0)" }
    if !lines.isEmpty { return [([hint] + lines).joined(separator: "\n")] }
    return report.ending == .unfinished ? ["\(hint)\n  a timer or an event that is still to run"] : []
  }

  /// What the body threw.
  var error: (any Error)? { if case .failure(let error)? = result { error } else { nil } }

  /// The run as the explorer compares it.
  var verdict: Verdict { Verdict(findings.isEmpty ? "passed" : "failed", findings: findings) }

  /// The events of the run, a line each, with the functions that they run and what they change in the objects that are
  /// shown; empty unless it has recorded everything.
  var page: String {
    report.trace.ranEvents.enumerated().map { index, event in
      let label = event.label.isEmpty ? "an event" : event.label
      let code = record?.entries[index].flatMap { CodePlaces.beginning($0) }
      let changes = (record?.objectChanges ?? []).filter { $0.step == index }.map {
        "\n\t\t\($0.property) = \($0.value)"
      }
      return "\(index + 1)\t\(event.ranAt ?? event.due)\t\(label)\(code.map { "\t\($0)" } ?? "")\(changes.joined())"
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text without the places in this module at which the loop's own parts of a test were created.
  fileprivate var withoutOwnSites: String {
    var text = self
    let words = [" (created at ", ", created at ", ", by an event that was created at "]
    while let start = text.range(of: words, in: "ScheduleTesting/") {
      text.removeSubrange(start)
    }
    return text
  }

  /// The range of the first site in a module, with the words before it.
  private func range(of words: [String], in module: String) -> Range<Index>? {
    for word in words {
      guard let start = firstRange(of: word + module) else { continue }
      let end = self[start.upperBound...].firstIndex { $0 == " " || $0 == ")" } ?? endIndex
      let isClosed = word.hasPrefix(" (") && end < endIndex
      return start.lowerBound..<(isClosed ? index(after: end) : end)
    }
    return nil
  }
}
