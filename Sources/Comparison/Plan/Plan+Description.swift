// Plans, behaviours and cancellations as text, for what a failed expectation shows.

import EventLoops

extension CallBehaviour: CustomStringConvertible {
  /// `returns "42" after 10ms`, `fails 503 "Busy" after 10ms...40ms, twice` or `never answers`.
  public var description: String {
    let answer: String
    switch self.answer {
    case .returns(let reply): answer = "returns \(quoted(reply))"
    case .fails(let error): answer = "fails \(error)"
    case .never: return "never answers"
    }
    let time = isSynchronous ? "at once" : "after \(latency.text)"
    return "\(answer) \(time)" + (deliveries == 1 ? "" : deliveries == 2 ? ", twice" : ", \(deliveries) times")
  }
}

extension Cancellation: CustomStringConvertible {
  /// `cancel at 30ms`, or `cancel 2 on reply user` for another pipeline than the first.
  public var description: String { "cancel \(pipeline == 1 ? "" : "\(pipeline) ")\(moment)" }
}

extension Cancellation.Moment: CustomStringConvertible {
  /// The moment in a few words, as scenario files have it where they can.
  public var description: String {
    switch self {
    case .beforeStart: "before start"
    case .at(let instant): "at \(instant)"
    case .racing(let instant): "racing at \(instant)"
    case .onSent(let call): "on sent \(call)"
    case .onReply(let call): "on reply \(call)"
    case .afterFinish: "after finish"
    case .event(let number, let side): "\(side) event \(number)"
    }
  }
}

extension Plan: CustomStringConvertible {
  /// What differs from a plan in which nothing goes wrong, separated by semicolons; `plain plan` if nothing does.
  public var description: String {
    var parts = calls.keys.sorted().map { "\(callLabel($0)) \(calls[$0].map { "\($0)" } ?? "")" }
    parts += occasions.keys.sorted { ($0.call, $0.number) < ($1.call, $1.number) }.map {
      "\(callLabel($0.call)) (\($0.number)) \(occasions[$0].map { "\($0)" } ?? "")"
    }
    if latency != .zero ... .zero { parts.append("latency \(latency.text)") }
    if let faults { parts.append("1 call in \(faults.period) fails \(faults.error)") }
    if let capacity { parts.append("capacity \(capacity)") }
    parts += steps.keys.sorted().map { "step \($0) \(steps[$0].map { "\($0)" } ?? "")" }
    parts += recoveries.keys.sorted().map { "\(callLabel($0)) recovers with \(quoted(recoveries[$0] ?? ""))" }
    if start == .never { parts.append("never started") }
    if pipelines > 1 { parts.append("\(pipelines) pipelines every \(interval.shortText)") }
    parts += cancellations.map(\.description)
    if let timeout { parts.append("timeout \(timeout.shortText)") }
    if let seed { parts.append("seed \(seed)") }
    return parts.isEmpty ? "plain plan" : parts.joined(separator: "; ")
  }
}

extension ClosedRange<Duration> {
  /// `10ms`, or `10ms...40ms`.
  fileprivate var text: String {
    lowerBound == upperBound ? lowerBound.shortText : "\(lowerBound.shortText)...\(upperBound.shortText)"
  }
}
