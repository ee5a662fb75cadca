// The statements that say what is done to the pipelines.

import Comparison
import EventLoops

extension StatementTable {
  static let treatmentForms: [StatementForm] = [
    StatementForm(
      keyword: "start", usages: ["start never"], meaning: "the pipelines are built and not started"
    ) { (reader, draft) throws(LineFault) in
      _ = try reader.word(among: ["never"])
      draft.plan.start = .never
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
        "cancel [NUMBER] at DURATION", "cancel [NUMBER] before start", "cancel [NUMBER] on sent NAME",
        "cancel [NUMBER] on reply NAME", "cancel [NUMBER] after finish",
      ],
      meaning: "when a pipeline, the first if no number says which, is cancelled", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      var cancellation = Cancellation(at: .beforeStart)
      if let token = reader.peek, token.isNumber {
        cancellation.pipeline = try reader.integer("a pipeline's number", in: pipelines)
        draft.mention(.pipeline(cancellation.pipeline), column: token.column)
      }
      cancellation.moment = try moment(&reader, &draft)
      draft.plan.cancellations.append(cancellation)
    },
    StatementForm(
      keyword: "timeout", usages: ["timeout DURATION"], meaning: "how long a pipeline may take"
    ) { (reader, draft) throws(LineFault) in
      draft.plan.timeout = try reader.duration()
    },
  ]

  /// How many pipelines there may be.
  private static let pipelines = 1...RunLimits.mostPipelines

  private static func moment(
    _ reader: inout ArgumentReader, _ draft: inout ScenarioDraft
  ) throws(LineFault) -> Cancellation.Moment {
    switch try reader.word(among: ["at", "before", "on", "after"]) {
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
