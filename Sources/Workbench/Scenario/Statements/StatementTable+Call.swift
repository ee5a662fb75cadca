// The `call` statement: the API's answers to a call, by pipeline and attempt.

import Comparison

extension StatementTable {
  static let callForm = StatementForm(
    keyword: "call",
    usages: [
      "call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns \"TEXT\" [twice]",
      "call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS \"REASON\" [twice]",
      "call NAME [of pipeline NUMBER] never answers",
      "call NAME [of pipeline NUMBER] fails STATUS \"REASON\" then returns \"TEXT\"",
    ],
    meaning: "how the API answers a call, of all pipelines or of one; 'then' begins the answer to the next attempt",
    occurrence: .many
  ) { (reader, draft) throws(LineFault) in
    let column = reader.column
    let name = try reader.name("a call's name", before: ["of"] + answerWords)
    draft.mention(.call(name), column: column)
    var pipeline: Int?
    if reader.peek?.text == "of", reader.peek?.kind == .word {
      _ = try reader.word(among: ["of"])
      _ = try reader.word(among: ["pipeline"])
      pipeline = try reader.pipeline(for: &draft)
    }
    let key = ScenarioDraft.CallKey(call: name, pipeline: pipeline)
    try draft.claim("call \(key.text)", column: column)
    var answers = [try answer(&reader, before: pipeline == nil ? ["of"] : [])]
    while reader.peek?.text == "then", reader.peek?.kind == .word {
      _ = try reader.word(among: ["then"])
      answers.append(try answer(&reader, likeTheOneBefore: answers.last))
    }
    draft.calls.append((key, answers))
  }

  /// The words that begin an answer.
  private static let answerWords = ["takes", "at", "returns", "fails", "never"]

  /// Reads one answer.
  ///
  /// - Parameters:
  ///   - words: Other words that are allowed here, for the message of an error.
  ///   - previous: The answer to the attempt before, whose time is the default.
  private static func answer(
    _ reader: inout ArgumentReader, before words: [String] = [], likeTheOneBefore previous: ScenarioDraft.Answer? = nil
  ) throws(LineFault) -> ScenarioDraft.Answer {
    var answer = ScenarioDraft.Answer(
      latency: previous?.latency, answer: .never, isSynchronous: previous?.isSynchronous ?? false)
    var word = try reader.word(among: words + answerWords)
    switch word {
    case "never":
      _ = try reader.word(among: ["answers"])
      answer.isSynchronous = false
      return answer
    case "takes":
      answer.latency = try reader.durations()
      answer.isSynchronous = false
      word = try reader.word(among: ["returns", "fails"])
    case "at":
      _ = try reader.word(among: ["once"])
      (answer.latency, answer.isSynchronous) = (nil, true)
      word = try reader.word(among: ["returns", "fails"])
    default: break
    }
    answer.answer = word == "returns" ? .returns(try reader.string("a reply")) : .fails(try error(&reader))
    if let token = reader.peek, token.kind == .word, token.text != "then" {
      _ = try reader.word(among: ["twice", "then"])
      answer.deliveries = 2
    }
    return answer
  }
}
