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
    callForm,
    StatementForm(
      keyword: "latency", usages: ["latency DURATION[..DURATION]"], meaning: "the latency of calls that name none"
    ) { (reader, draft) throws(LineFault) in
      draft.mention(.anyCall)
      draft.latency = try reader.durations()
    },
    StatementForm(
      keyword: "faults", usages: ["faults 1 in NUMBER STATUS \"REASON\""],
      meaning: "calls without a 'call' statement fail at random, by the seed: one in N"
    ) { (reader, draft) throws(LineFault) in
      _ = try reader.word(among: ["1"])
      _ = try reader.word(among: ["in"])
      let period = try reader.integer("a number of calls", in: 1...RunLimits.mostAtOnce)
      draft.mention(.anyCall)
      draft.plan.faults = RandomFaults(oneIn: period, try error(&reader))
    },
    StatementForm(
      keyword: "capacity", usages: ["capacity NUMBER"],
      meaning: "how many calls the API works on at once; further ones wait in the order in which they were sent"
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

  /// Reads a status and a reason.
  static func error(_ reader: inout ArgumentReader) throws(LineFault) -> APIError {
    let status = try reader.integer("a status", in: 100...999)
    return APIError(status: status, reason: try reader.string("a reason"))
  }
}
