// What can be moved in a picture besides the replies: the cancellations and the time limits of the text.

import Comparison
import EventLoops
import Workbench

/// A statement at an instant that can be moved.
struct Handle {
  /// The kinds of such statements.
  enum Kind: String {
    case cancel, timeout
  }

  let kind: Kind
  /// The line of a cancellation, counted from 1.
  var line: Int?
  /// The pipeline that it is for; nil for a limit of all.
  var pipeline: Int?
  /// The instant, in nanoseconds; nil for a cancellation at no certain instant.
  var at: Int64?
  /// From when it is counted.
  var start: Int64 = 0
  /// The moment in the words of the statement.
  let words: String
  var isRacing = false

  /// The handles of a scenario: its cancellations in the order of their lines, then its limits.
  static func all(of scenario: Scenario) -> [Handle] {
    let plan = scenario.plan
    let cancellations = zip(scenario.cancellationLines, plan.cancellations).map { line, cancellation in
      var handle = Handle(
        kind: .cancel, line: line.number, pipeline: cancellation.pipeline, words: line.statement)
      switch cancellation.moment {
      case .at(let instant): handle.at = instant.nanoseconds
      case .racing(let instant): (handle.at, handle.isRacing) = (instant.nanoseconds, true)
      default: break
      }
      return handle
    }
    func limit(_ pipeline: Int?, _ duration: Duration) -> Handle {
      let start = Instant.zero.advanced(by: pipeline.map(plan.start) ?? .zero)
      return Handle(
        kind: .timeout, pipeline: pipeline, at: start.advanced(by: duration).nanoseconds, start: start.nanoseconds,
        words: "timeout \(pipeline.map { "\($0) " } ?? "")\(Instant.zero.advanced(by: duration))")
    }
    let limits =
      (plan.timeout.map { [limit(nil, $0)] } ?? []) + plan.timeouts.sorted { $0.key < $1.key }.map { limit($0, $1) }
    return cancellations + limits
  }

  func write(to json: inout JSONText) {
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("line", line)
      json.member("pipeline", pipeline)
      if let at { json.member("at", at) }
      json.member("start", start)
      json.member("words", words)
      if isRacing { json.member("racing", true) }
    }
  }
}
