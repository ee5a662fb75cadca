// A scenario while it is being read.

import Comparison

/// What the statements read so far have said.
struct ScenarioDraft {
  /// The names of the programs that there are.
  let programs: [String]
  var title: String?
  var program: String?
  var guide: String?
  var teaches: String?
  var plan = Plan()
  var calls: [String: Call] = [:]
  var latency: ClosedRange<Duration>?
  /// Numbers of pipelines that are named, to be checked against how many there are.
  var pipelineMentions: [Token] = []
  /// The line that is being read.
  var line = ""

  /// A call that may yet take its latency from the `latency` statement.
  struct Call {
    var latency: ClosedRange<Duration>?
    var answer: CallBehaviour.Answer
    var deliveries = 1
    var isSynchronous = false
  }

  init(programs: [String]) {
    self.programs = programs
  }

  /// The text behind the keyword, up to the end of the line.
  func restOfLine(behind keyword: Token, _ what: String) throws(LineFault) -> String {
    let rest = line.dropFirst(keyword.column - 1 + keyword.text.count)
    let text = String(rest.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    guard !text.isEmpty else {
      throw LineFault(
        column: keyword.column + keyword.text.count, message: "'\(keyword.text)' ends where \(what) should follow",
        help: nil)
    }
    return text
  }

  /// The plan, with the common latency filled in.
  var finishedPlan: Plan {
    var finished = plan
    finished.calls = calls.mapValues { call in
      CallBehaviour(
        latency: call.latency ?? (call.isSynchronous ? nil : latency) ?? .zero ... .zero, answer: call.answer,
        deliveries: call.deliveries, isSynchronous: call.isSynchronous)
    }
    return finished
  }
}
