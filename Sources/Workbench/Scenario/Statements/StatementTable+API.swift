// The statements that say what the API does.

import Comparison

extension StatementTable {
  static let apiForms: [StatementForm] = [
    StatementForm(
      keyword: "request", usages: ["request \"TEXT\""], meaning: "what the first call asks for"
    ) { (reader, draft) throws(LineFault) in
      draft.mention(.request)
      draft.plan.request = try reader.string("a request")
    },
    StatementForm(
      keyword: "call",
      usages: [
        "call NAME [takes DURATION[..DURATION] | at once] returns \"TEXT\" [twice]",
        "call NAME [takes DURATION[..DURATION] | at once] fails STATUS \"REASON\" [twice]",
        "call NAME never answers",
      ],
      meaning: "how the API answers a call", occurrence: .oncePerName
    ) { (reader, draft) throws(LineFault) in
      let column = reader.column
      let name = try reader.name("a call's name", before: behaviours)
      draft.mention(.call(name), column: column)
      draft.calls[name] = try behaviour(&reader)
    },
    StatementForm(
      keyword: "latency", usages: ["latency DURATION[..DURATION]"], meaning: "the latency of calls that name none"
    ) { (reader, draft) throws(LineFault) in
      draft.mention(.anyCall)
      draft.latency = try reader.durations()
    },
    StatementForm(
      keyword: "faults", usages: ["faults 1 in NUMBER STATUS \"REASON\""],
      meaning: "calls that no 'call' is for fail at random, by the seed: one in so many"
    ) { (reader, draft) throws(LineFault) in
      _ = try reader.word(among: ["1"])
      _ = try reader.word(among: ["in"])
      let period = try reader.integer("a number of calls", in: 1...RunLimits.mostAtOnce)
      draft.mention(.anyCall)
      draft.plan.faults = RandomFaults(oneIn: period, try error(&reader))
    },
    StatementForm(
      keyword: "capacity", usages: ["capacity NUMBER"],
      meaning: "how many calls the API works on at once; further ones wait their turn"
    ) { (reader, draft) throws(LineFault) in
      draft.mention(.anyCall)
      draft.plan.capacity = try reader.integer("a number of calls", in: 1...RunLimits.mostAtOnce)
    },
    StatementForm(
      keyword: "seed", usages: ["seed NUMBER"], meaning: "the seed of every choice that is made at random"
    ) { (reader, draft) throws(LineFault) in
      draft.plan.seed = try reader.integer("a seed", in: 0...UInt64.max)
    },
  ]

  /// The words that may follow the name of a call.
  private static let behaviours = ["takes", "at", "returns", "fails", "never"]

  /// What follows the name of a call.
  private static func behaviour(_ reader: inout ArgumentReader) throws(LineFault) -> ScenarioDraft.Call {
    var call = ScenarioDraft.Call(answer: .never)
    var word = try reader.word(among: behaviours)
    switch word {
    case "never":
      _ = try reader.word(among: ["answers"])
      return call
    case "takes":
      call.latency = try reader.durations()
      word = try reader.word(among: ["returns", "fails"])
    case "at":
      _ = try reader.word(among: ["once"])
      call.isSynchronous = true
      word = try reader.word(among: ["returns", "fails"])
    default: break
    }
    call.answer = word == "returns" ? .returns(try reader.string("a reply")) : .fails(try error(&reader))
    if reader.peek?.kind == .word {
      _ = try reader.word(among: ["twice"])
      call.deliveries = 2
    }
    return call
  }

  private static func error(_ reader: inout ArgumentReader) throws(LineFault) -> APIError {
    let status = try reader.integer("a status", in: 100...999)
    return APIError(status: status, reason: try reader.string("a reason"))
  }
}
