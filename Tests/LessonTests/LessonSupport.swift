// What the lessons share: a plan without trouble, its variations, and the versions of the three stages.

import Comparison
import EventLoops
import Pipelines

extension Plan {
  /// Three calls of 30, 20 and 10 ms that succeed.
  static let threeReplies = Plan(
    request: "user",
    calls: [
      "1": CallBehaviour(taking: 30, .returns("user 42")),
      "2": CallBehaviour(taking: 20, .returns("3 orders")),
      "3": CallBehaviour(taking: 10, .returns("saved")),
    ])

  /// Twenty flags of 100 ms from a server that works on five requests at once.
  static let twentyFlags = Plan(latency: .milliseconds(100) ... .milliseconds(100), capacity: 5)

  /// The plan, with a change.
  func with(_ change: (inout Plan) -> Void) -> Plan {
    var plan = self
    change(&plan)
    return plan
  }

  /// The plan, with one call that fails.
  func failing(_ call: Int, with status: Int = 503) -> Plan {
    with { $0.calls["\(call)"]?.answer = .fails(APIError(status: status, reason: "reason \(call)")) }
  }

  /// The plan, with a cancellation of the first pipeline.
  func cancelled(_ moment: Cancellation.Moment) -> Plan {
    with { $0.cancellations = [Cancellation(at: moment)] }
  }
}

extension CallBehaviour {
  /// A call that takes the given number of milliseconds.
  init(taking milliseconds: Int, _ answer: Answer) {
    self.init(latency: .milliseconds(milliseconds) ... .milliseconds(milliseconds), answer: answer)
  }
}

extension StyleRun {
  /// The run as text, a line an event, for comparison with what a lesson expects.
  var text: [String] { lines.map { "\($0)" } }

  /// The texts of the events, without their instants, that one of the words occurs in.
  func texts(with word: String) -> [String] {
    events.map { $0.text(among: pipelines) }.filter { $0.contains(word) }
  }

  /// The first event whose text begins so.
  func first(_ beginning: String) -> SemanticEvent? {
    events.first { $0.text(among: pipelines).hasPrefix(beginning) }
  }
}

/// Runs one version of the three stages.
func run(_ version: ComparedProgram.Version, under plan: Plan) -> StyleRun {
  ThreeStages.program.run(version, under: plan)
}

/// Runs every version of a program.
func runs(of program: ComparedProgram, under plan: Plan) -> [StyleRun] {
  program.versions.map { program.run($0, under: plan) }
}

/// Every version of the three stages: two in callback style, one in each of the others.
let versions = ThreeStages.program.versions
