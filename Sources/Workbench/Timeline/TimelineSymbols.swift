// The marks of a text timeline, in Unicode and in ASCII.

import Comparison

/// One mark for each kind of event; the text beside it says the same in words.
struct TimelineSymbols: Sendable {
  let sent: String
  let replied: String
  let failed: String
  let step: String
  let caught: String
  let cancel: String
  let finished: String
  let remark: String
  let inFlight: String
  let difference: String
  let current: String
  let point: String
  let note: String
  let fold: String

  static let unicode = TimelineSymbols(
    sent: "→", replied: "←", failed: "✗", step: "•", caught: "!", cancel: "⊘", finished: "■", remark: "·",
    inFlight: "│", difference: "≠", current: "▸", point: "⚑", note: "»", fold: "⋯")

  static let ascii = TimelineSymbols(
    sent: ">", replied: "<", failed: "x", step: "*", caught: "!", cancel: "/", finished: "#", remark: "-",
    inFlight: "|", difference: "~", current: ">", point: "^", note: ":", fold: "...")

  /// The mark of an event; of what is found at the end of a run if there is no event.
  func mark(of kind: SemanticEvent.Kind?) -> String {
    switch kind {
    case .sent: sent
    case .replied: replied
    case .failed, .stepThrew: failed
    case .step, .recovered: step
    case .caught: caught
    case .cancelRequested, .callCancelled, .callRefused: cancel
    case .finished, .finishedAgain: finished
    case .note, nil: remark
    }
  }

  /// The meaning of the marks that every legend has.
  var entries: [String] {
    [
      "\(sent) sent", "\(replied) replied", "\(failed) failed", "\(step) step", "\(caught) caught",
      "\(cancel) cancelled", "\(finished) finished", "\(inFlight) in flight", "\(difference) differs",
    ]
  }

  /// The meaning of the marks: of those that most timelines have, and of the others that a timeline has.
  func entries(of timeline: Timeline, hasFolds: Bool) -> [String] {
    let hasRemarks = timeline.rows.contains { mark(of: $0.kind) == remark }
    let others: [(isThere: Bool, entry: String)] = [
      (hasRemarks, "\(remark) remark"), (!timeline.notes.isEmpty, "\(note) note"),
      (timeline.point != nil, "\(point) finding"), (hasFolds, "\(fold) folded rows"),
    ]
    return entries + others.filter(\.isThere).map(\.entry)
  }
}
