// A plan as the text of a scenario file.

package import Comparison
import EventLoops
import Pipelines

/// Writes scenario files.
package enum ScenarioText {
  /// The text of a scenario without expectations, one statement a line.
  ///
  /// - Parameters:
  ///   - title: The scenario's title, in one line.
  ///   - program: The name of a built-in program.
  ///   - plan: What the world does to it.
  /// - Returns: The text; nil if there is no such program, or if the plan has something for which there is no
  ///   statement, such as a call that behaves otherwise on one occasion.
  package static func of(_ title: String, program: String, _ plan: Plan) -> String? {
    guard Catalog.program(named: program) != nil, plan.occasions.isEmpty,
      (Array(plan.calls.values) + plan.pipelineCalls.values).allSatisfy(\.canBeWritten)
    else { return nil }
    let cancellations = plan.cancellations.compactMap(statement)
    guard cancellations.count == plan.cancellations.count else { return nil }
    var lines = [("title", title), ("program", program), ("request", quoted(plan.request))]
    lines += plan.calls.keys.sorted().compactMap { name in
      plan.calls[name].map { ("call", "\(word(name)) \(text(of: $0))") }
    }
    lines += plan.pipelineCalls.sorted { $0.key < $1.key }.map { key, behaviour in
      ("call", "\(word(key.call)) of pipeline \(key.pipeline) \(text(of: behaviour))")
    }
    if plan.latency != .zero ... .zero { lines.append(("latency", text(of: plan.latency))) }
    if let faults = plan.faults { lines.append(("faults", "1 in \(faults.period) \(text(of: faults.error))")) }
    if let capacity = plan.capacity { lines.append(("capacity", "\(capacity)")) }
    lines += plan.steps.keys.sorted().compactMap { number in
      plan.steps[number].map { ("step", "\(number) \(text(of: $0))") }
    }
    lines += plan.recoveries.keys.sorted().map { ("recover", "\(word($0)) with \(quoted(plan.recoveries[$0] ?? ""))") }
    lines += plan.settings.keys.sorted().compactMap { name in
      plan.settings[name].map { ("with", "\(name) \(text(of: $0))") }
    }
    lines += plan.client.acts.map { ("client", text(of: $0)) }
    if let pace = plan.client.pace {
      lines.append(("client", "reads \(pace.bytes) bytes every \(pace.interval.shortText)"))
    }
    if plan.start == .never { lines.append(("start", "never")) }
    if plan.pipelines > 1 || plan.interval > .zero {
      let every = plan.interval > .zero ? " every \(plan.interval.shortText)" : ""
      lines.append(("repeat", "\(plan.pipelines)\(every)"))
    }
    lines += plan.starts.sorted { $0.key < $1.key }.map { ("start", "\($0) at \($1.shortText)") }
    lines += cancellations.map { ("cancel", $0) }
    if let timeout = plan.timeout { lines.append(("timeout", timeout.shortText)) }
    lines += plan.timeouts.sorted { $0.key < $1.key }.map { ("timeout", "\($0) \($1.shortText)") }
    if let seed = plan.seed { lines.append(("seed", "\(seed)")) }
    return lines.map { "\($0.padded(to: 8)) \($1)\n" }.joined()
  }

  private static func text(of behaviour: CallBehaviour) -> String {
    ([behaviour] + behaviour.later).map(answer).joined(separator: " then ")
  }

  private static func answer(of behaviour: CallBehaviour) -> String {
    let takes = behaviour.isSynchronous ? "at once" : "takes \(text(of: behaviour.latency))"
    let twice = behaviour.deliveries > 1 ? " twice" : ""
    switch behaviour.answer {
    case .never: return "never answers"
    case .returns(let reply): return "\(takes) returns \(quoted(reply))\(twice)"
    case .fails(let error): return "\(takes) fails \(text(of: error))\(twice)"
    }
  }

  private static func text(of error: APIError) -> String { "\(error.status) \(quoted(error.reason))" }

  private static func text(of latency: ClosedRange<Duration>) -> String {
    let (lower, upper) = (latency.lowerBound.shortText, latency.upperBound.shortText)
    return lower == upper ? lower : "\(lower)..\(upper)"
  }

  private static func text(of step: StepBehaviour) -> String {
    switch step {
    case .makes(let request): "makes \(quoted(request))"
    case .throwsError(let reason): "throws \(quoted(reason))"
    }
  }

  private static func text(of value: SettingValue) -> String {
    switch value {
    case .duration(let duration): duration.shortText
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    case .word(let word): word
    }
  }

  private static func text(of act: ClientScript.Act) -> String {
    let at = "at \(act.after.shortText)"
    switch act.deed {
    case .closes: return "closes \(at)"
    case .leaves: return "leaves \(at)"
    case .sends(let message):
      let text = String(validating: message.bytes, as: UTF8.self).map(quoted)
      let bytes =
        "bytes " + quoted(message.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " "))
      let every = message.interval > .zero ? " every \(message.interval.shortText)" : ""
      let chunks = message.chunk.map { " in chunks of \($0)\(every)" } ?? ""
      return "sends \(text ?? bytes) \(at)\(chunks)"
    }
  }

  /// The words after `cancel`; nil for moments that only a sweep has.
  private static func statement(of cancellation: Cancellation) -> String? {
    let number = cancellation.pipeline > 1 ? "\(cancellation.pipeline) " : ""
    switch cancellation.moment {
    case .beforeStart: return "\(number)before start"
    case .at(let instant): return "\(number)at \(instant)"
    case .racing(let instant): return "\(number)racing at \(instant)"
    case .onSent(let call): return "\(number)on sent \(word(call))"
    case .onReply(let call): return "\(number)on reply \(word(call))"
    case .afterFinish: return "\(number)after finish"
    case .event: return nil
    }
  }

  /// A name as a word where that can be read back, and else in quotes.
  static func word(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    let reserved = ["of", "takes", "at", "returns", "fails", "never", "with"]
    return isPlain && !name.isEmpty && !reserved.contains(name) ? name : quoted(name)
  }
}

extension CallBehaviour {
  /// Whether there is a statement that says the same.
  fileprivate var canBeWritten: Bool {
    alternatives.isEmpty && deliveries <= 2 && later.allSatisfy { $0.later.isEmpty && $0.canBeWritten }
  }
}
