// The answer of a `call` statement to one attempt, as words that can be changed one by one.

import Comparison
import EventLoops

/// One answer of a `call` statement, as it is written.
struct AnswerWords {
  /// When the answer comes.
  enum Time {
    /// It is not said.
    case unsaid
    /// After a duration or a range of durations, as it is written.
    case takes(String)
    /// Before the call returns.
    case atOnce
  }

  /// The kind of answer with its words.
  enum Answer {
    /// `returns` and a string, as it is written.
    case returns(String)
    /// `fails`, a status and a string, as they are written.
    case fails(String)
    /// `never answers`.
    case never
  }

  var time = Time.unsaid
  var answer = Answer.never
  var isTwice = false

  init(answer: Answer) { self.answer = answer }

  /// The answer that the words of a range say. The statement has been read by the parser before, so that they are in order.
  init(_ line: StatementLine, _ range: Range<Int>) {
    var index = range.lowerBound
    if line.has(["takes"], at: index) {
      time = .takes(line.source(index + 1..<index + 2))
      index += 2
    } else if line.has(["at", "once"], at: index) {
      time = .atOnce
      index += 2
    }
    if line.has(["returns"], at: index) {
      answer = .returns(line.source(index + 1..<index + 2))
      index += 2
    } else if line.has(["fails"], at: index) {
      answer = .fails(line.source(index + 1..<index + 3))
      index += 3
    }
    isTwice = index < range.upperBound && line.has(["twice"], at: index)
  }

  /// The words.
  var text: String {
    let when =
      switch time {
      case .unsaid: ""
      case .takes(let duration): "takes \(duration) "
      case .atOnce: "at once "
      }
    let twice = isTwice ? " twice" : ""
    switch answer {
    case .returns(let reply): return "\(when)returns \(reply)\(twice)"
    case .fails(let error): return "\(when)fails \(error)\(twice)"
    case .never: return "never answers"
    }
  }

  /// Makes the answer come after a time.
  ///
  /// - Parameter reply: The reply, in quotes, of a call that had no answer before.
  mutating func take(_ duration: Duration, reply: String) {
    time = .takes(duration.shortText)
    if case .never = answer { answer = .returns(reply) }
  }

  /// Makes the answer another one.
  ///
  /// - Parameters:
  ///   - manner: How the call is answered.
  ///   - error: The error of a failure; nil for the one that it has, or the usual one.
  ///   - reply: The reply, in quotes, where the answer had none before.
  mutating func behave(_ manner: ScenarioEdit.Manner, _ error: APIError?, reply: String) {
    switch manner {
    case .answers:
      (isTwice, answer) = (false, returning(reply))
      if case .atOnce = time { time = .unsaid }
    case .fails, .failsAtOnce:
      isTwice = false
      if manner == .failsAtOnce { time = .atOnce }
      if error == nil, case .fails = answer { return }
      let error = error ?? APIError(status: 503, reason: "Service Unavailable")
      answer = .fails("\(error.status) \(quoted(error.reason))")
    case .never: answer = .never
    case .twice:
      isTwice = true
      if case .never = answer { answer = .returns(reply) }
    case .atOnce:
      time = .atOnce
      if case .never = answer { answer = .returns(reply) }
    }
  }

  private func returning(_ reply: String) -> Answer {
    if case .returns = answer { return answer }
    return .returns(reply)
  }
}
