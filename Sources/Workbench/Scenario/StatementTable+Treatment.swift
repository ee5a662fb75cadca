// The statements that say what is done to the pipelines.

import Comparison
import EventLoops

extension StatementTable {
  static let treatmentForms: [StatementForm] = [
    StatementForm(
      keyword: "start", usage: "start never", meaning: "the pipelines are built and not started", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      _ = try reader.word(among: ["never"])
      draft.plan.start = .never
    },
    StatementForm(
      keyword: "repeat", usage: "repeat NUMBER [every DURATION]", meaning: "how many pipelines run, and how far apart",
      identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.plan.pipelines = try reader.integer("a number of pipelines", in: 1...10_000)
      if reader.peek != nil {
        _ = try reader.word(among: ["every"])
        draft.plan.interval = try reader.duration()
      }
    },
    StatementForm(
      keyword: "cancel",
      usage: "cancel [NUMBER] at DURATION, before start, on sent NAME, on reply NAME, or after finish",
      meaning: "when a pipeline is cancelled", identity: nil
    ) { (reader, draft) throws(LineFault) in
      var cancellation = Cancellation(at: .beforeStart)
      if let token = reader.peek, Int(token.text) != nil {
        cancellation.pipeline = try reader.integer("a pipeline's number", in: 1...10_000)
        draft.pipelineMentions.append(token)
      }
      cancellation.moment = try moment(&reader)
      draft.plan.cancellations.append(cancellation)
    },
    StatementForm(
      keyword: "timeout", usage: "timeout DURATION", meaning: "how long a pipeline may take", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.plan.timeout = try reader.duration()
    },
  ]

  private static func moment(_ reader: inout ArgumentReader) throws(LineFault) -> Cancellation.Moment {
    switch try reader.word(among: ["at", "before", "on", "after"]).text {
    case "at":
      return .at(Instant.zero.advanced(by: try reader.duration()))
    case "before":
      _ = try reader.word(among: ["start"])
      return .beforeStart
    case "after":
      _ = try reader.word(among: ["finish"])
      return .afterFinish
    default:
      let isSent = try reader.word(among: ["sent", "reply"]).text == "sent"
      let call = try reader.name("a call's name").text
      return isSent ? .onSent(call: call) : .onReply(call: call)
    }
  }
}
