// The statements that say what is done to the pipelines.

import Comparison
import EventLoops

extension StatementTable {
  static let treatmentForms: [StatementForm] = [
    StatementForm(
      keyword: "start", usages: ["start never", "start NUMBER at DURATION"],
      meaning: "the pipelines are built and not started; or when one pipeline starts", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      guard reader.peek?.isNumber == true else {
        try draft.claim("start", column: 1)
        _ = try reader.word(among: ["never"])
        draft.plan.start = .never
        return
      }
      let pipeline = try reader.pipeline(for: &draft)
      try draft.claim("start \(pipeline)", column: column)
      _ = try reader.word(among: ["at"])
      draft.plan.starts[pipeline] = try reader.duration()
    },
    StatementForm(
      keyword: "repeat", usages: ["repeat NUMBER [every DURATION]"],
      meaning: "how many pipelines run, and how far apart"
    ) { (reader, draft) throws(LineFault) in
      draft.repetition = ScenarioDraft.Place(line: draft.line, column: reader.column)
      draft.plan.pipelines = try reader.integer("a number of pipelines", in: pipelines)
      if reader.peek != nil {
        _ = try reader.word(among: ["every"])
        draft.plan.interval = try reader.duration()
      }
    },
    StatementForm(
      keyword: "cancel",
      usages: [
        "cancel [NUMBER] at DURATION", "cancel [NUMBER] racing at DURATION", "cancel [NUMBER] before start",
        "cancel [NUMBER] on sent NAME",
        "cancel [NUMBER] on reply NAME", "cancel [NUMBER] after finish",
      ],
      meaning: "when a pipeline, the first if no number says which, is cancelled", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      var cancellation = Cancellation(at: .beforeStart)
      if reader.peek?.isNumber == true { cancellation.pipeline = try reader.pipeline(for: &draft, " to cancel") }
      cancellation.moment = try moment(&reader, &draft)
      draft.plan.cancellations.append(cancellation)
    },
    StatementForm(
      keyword: "timeout", usages: ["timeout [NUMBER] DURATION"],
      meaning: "how long a pipeline may take: each, or the one that a number names", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      // A number without a duration behind it is itself a duration, of which the unit is missing.
      guard reader.peek?.isNumber == true, reader.second?.text.first?.isWholeNumber == true else {
        try draft.claim("timeout", column: 1)
        draft.plan.timeout = try reader.duration()
        return
      }
      let pipeline = try reader.pipeline(for: &draft)
      try draft.claim("timeout \(pipeline)", column: column)
      draft.plan.timeouts[pipeline] = try reader.duration()
    },
  ]

  /// How many pipelines there may be.
  static let pipelines = 1...RunLimits.mostPipelines

  private static func moment(
    _ reader: inout ArgumentReader, _ draft: inout ScenarioDraft
  ) throws(LineFault) -> Cancellation.Moment {
    switch try reader.word(among: ["at", "racing", "before", "on", "after"]) {
    case "racing":
      _ = try reader.word(among: ["at"])
      return .racing(at: Instant.zero.advanced(by: try reader.duration()))
    case "at":
      return .at(Instant.zero.advanced(by: try reader.duration()))
    case "before":
      _ = try reader.word(among: ["start"])
      return .beforeStart
    case "after":
      _ = try reader.word(among: ["finish"])
      return .afterFinish
    default:
      let isSent = try reader.word(among: ["sent", "reply"]) == "sent"
      let column = reader.column
      let call = try reader.name("a call's name")
      draft.mention(.call(call), column: column)
      return isSent ? .onSent(call: call) : .onReply(call: call)
    }
  }
}
