// The statements that say what the API does.

import Comparison

extension StatementTable {
  static let apiForms: [StatementForm] = [
    StatementForm(
      keyword: "request", usage: "request \"TEXT\"", meaning: "what the first call asks for", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.plan.request = try reader.string("a request")
    },
    StatementForm(
      keyword: "call",
      usage: "call NAME takes DURATION returns \"TEXT\" | fails STATUS \"REASON\" [twice], call NAME at once …, "
        + "or call NAME never answers",
      meaning: "how the API answers a call", identity: .firstArgument
    ) { (reader, draft) throws(LineFault) in
      let name = try reader.name("a call's name").text
      draft.calls[name] = try behaviour(&reader)
    },
    StatementForm(
      keyword: "latency", usage: "latency DURATION or latency DURATION..DURATION",
      meaning: "the latency of calls that name none", identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.latency = try reader.durations()
    },
    StatementForm(
      keyword: "seed", usage: "seed NUMBER", meaning: "the seed of every choice that is made at random",
      identity: .keyword
    ) { (reader, draft) throws(LineFault) in
      draft.plan.seed = UInt64(try reader.integer("a seed", in: 0...Int.max))
    },
  ]

  /// What follows the name of a call.
  private static func behaviour(_ reader: inout ArgumentReader) throws(LineFault) -> ScenarioDraft.Call {
    var call = ScenarioDraft.Call(answer: .never)
    switch try reader.word(among: ["takes", "at", "never", "returns", "fails"]).text {
    case "never":
      _ = try reader.word(among: ["answers"])
      return call
    case "takes":
      call.latency = try reader.durations()
      call.answer = try answer(try reader.word(among: ["returns", "fails"]), &reader)
    case "at":
      _ = try reader.word(among: ["once"])
      call.isSynchronous = true
      call.answer = try answer(try reader.word(among: ["returns", "fails"]), &reader)
    case let word:
      call.answer = try answer(Token(kind: .word, text: word, column: 0), &reader)
    }
    if reader.peek?.kind == .word {
      _ = try reader.word(among: ["twice"])
      call.deliveries = 2
    }
    return call
  }

  private static func answer(
    _ word: Token, _ reader: inout ArgumentReader
  ) throws(LineFault) -> CallBehaviour.Answer {
    if word.text == "returns" { return .returns(try reader.string("a reply")) }
    let status = try reader.integer("a status", in: 100...999)
    return .fails(APIError(status: status, reason: try reader.string("a reason")))
  }
}
