// Writing a comparison as JSON Lines, one record after the other.

import Comparison
import EventLoops
import Foundation

/// Writes traces as JSON Lines: keys sorted, a line feed after each record, no time of day.
///
/// Records are written as they are made, so that the memory needed does not grow with the trace.
package struct TraceWriter {
  private let write: (String) -> Void
  private let encoder = JSONEncoder()
  private var records = 0

  /// A writer that hands its lines to `write`.
  package init(to write: @escaping (String) -> Void) {
    self.write = write
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Writes one record.
  package mutating func write(_ record: TraceRecord) throws {
    write(String(decoding: try encoder.encode(record), as: UTF8.self) + "\n")
    records += 1
  }

  /// Writes a whole trace.
  package mutating func write(_ picture: Picture) throws {
    let comparison = picture.comparison
    try write(
      .header(
        TraceRecord.Header(
          name: picture.name, title: picture.title, program: comparison.program,
          pipelines: picture.pipelines, runs: comparison.runs.count, seed: picture.seed)))
    for note in picture.notes { try write(.note(TraceRecord.Note(at: note.instant.nanoseconds, text: note.text))) }
    for (number, run) in comparison.runs.enumerated() {
      try write(.run(TraceRecord.Run(run: number, style: run.style.rawValue, variant: run.variant)))
      for event in run.report.trace.events { try write(.event(TraceRecord.Event(event))) }
      for event in run.events { try write(.happening(TraceRecord.Happening(event))) }
      try write(.ending(TraceRecord.Ending(run)))
    }
    for difference in comparison.differences {
      try write(
        .difference(
          TraceRecord.Difference(
            aspect: difference.aspect.rawValue, counts: difference.aspect.counts, sentence: difference.sentence)))
    }
    try write(.end(TraceRecord.End(records: records)))
  }
}

extension TraceRecord.Event {
  init(_ event: TraceEvent) {
    sequence = event.sequence
    kind = event.kind.name
    label = event.label
    site = event.site?.description
    cause = event.cause
    posted = event.postedAt.nanoseconds
    due = event.due.nanoseconds
    if case .ran(let index) = event.state { turn = index + 1 }
    cancelled = event.cancelledTurn.map { $0 + 1 }
  }
}

extension TraceRecord.Happening {
  init(_ event: SemanticEvent) {
    at = event.instant.nanoseconds
    turn = event.turn
    pipeline = event.pipeline
    what = event.kind.name
    call = event.kind.call
    text = event.kind.description
    site = event.site?.description
  }
}

extension TraceRecord.Ending {
  init(_ run: StyleRun) {
    at = run.report.instant.nanoseconds
    turns = run.report.eventCount
    clean = run.report.isClean
    left = run.endingLines.map(\.text)
  }
}

extension SemanticEvent.Kind {
  /// The kind in one word, as machine-readable formats write it.
  var name: String {
    switch self {
    case .sent: "sent"
    case .replied: "replied"
    case .failed: "failed"
    case .step: "step"
    case .stepThrew: "stepThrew"
    case .caught: "caught"
    case .recovered: "recovered"
    case .cancelRequested: "cancelRequested"
    case .callCancelled: "callCancelled"
    case .callRefused: "callRefused"
    case .finished: "finished"
    case .finishedAgain: "finishedAgain"
    case .note: "note"
    }
  }
}
