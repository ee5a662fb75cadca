// Applies a change to a scenario's text: the statement that says so is changed, or a line is added or removed.

import Comparison
import EventLoops
import Pipelines

extension Scenario {
  /// The text of the scenario after a change; every byte that the change does not concern stays.
  ///
  /// - Parameter edit: The change.
  /// - Throws: `ScenarioEditError` if the change makes no sense for this scenario.
  package func text(applying edit: ScenarioEdit) throws(ScenarioEditError) -> String {
    var rewriter = ScenarioRewriter(of: self)
    try rewriter.apply(edit)
    return rewriter.text
  }
}

/// The lines of a scenario while one of its statements is changed.
struct ScenarioRewriter {
  let scenario: Scenario
  /// The lines without their endings.
  private let lines: [String]
  private let endings: [String]
  private let hasMark: Bool
  /// The ending of new lines.
  private let ending: String
  /// By line, what it became: its text, or nil if it is removed.
  private var changes: [Int: String?] = [:]
  /// New lines, behind the line with this index.
  private var additions: [(after: Int, text: String)] = []

  init(of scenario: Scenario) {
    self.scenario = scenario
    lines = Array(scenario.source.lines)
    endings = TextLines.withEndings(scenario.source.text).map(TextLines.ending)
    hasMark = scenario.source.text.unicodeScalars.first == "\u{FEFF}"
    ending = endings.first == "\r\n" ? "\r\n" : "\n"
  }

  /// The text with the changes.
  var text: String {
    var text = hasMark ? "\u{FEFF}" : ""
    for (index, line) in lines.enumerated() {
      let added = additions.filter { $0.after == index }
      if let line = changes[index] ?? line {
        let own = endings.indices.contains(index) ? endings[index] : ""
        text += line + (own.isEmpty && !added.isEmpty ? ending : own)
      }
      for addition in added { text += addition.text + ending }
    }
    return text
  }

  mutating func apply(_ edit: ScenarioEdit) throws(ScenarioEditError) {
    switch edit {
    case .takes(let place, let duration):
      try checkDuration(duration)
      try changeAnswer(at: place) { $0.take(duration, reply: $1) }
    case .behaves(let place, let manner, let error):
      try changeAnswer(at: place) { $0.behave(manner, error, reply: $1) }
    case .cancel(let place, let instant): try cancel(place, at: instant)
    case .timeout(let pipeline, let duration): try limit(pipeline, to: duration)
    case .pipelines(let count, let interval):
      try checkDuration(interval)
      guard StatementTable.pipelines.contains(count) else {
        throw ScenarioEditError("there may be \(StatementTable.pipelines.upperBound) pipelines at most")
      }
      let every = interval > .zero ? " every \(interval.shortText)" : ""
      set("repeat", to: count == 1 && interval == .zero ? nil : "\(count)\(every)")
    case .program(let name):
      guard Catalog.program(named: name) != nil else { throw ScenarioEditError("there is no such program") }
      for (index, line) in statements("with") where line[1] != nil { changes[index] = .some(nil) }
      set("program", to: name)
    case .setting(let name, let value): try setSetting(name, to: value)
    case .seed(let seed): set("seed", to: seed.map { "\($0)" })
    }
  }

  // MARK: - Calls

  /// Changes the answer to one attempt of a call.
  ///
  /// - Parameter change: Changes the words; its second argument is a reply for a call that had none, in quotes.
  private mutating func changeAnswer(
    at place: ScenarioEdit.CallPlace, _ change: (inout AnswerWords, String) -> Void
  ) throws(ScenarioEditError) {
    guard 1...max(1, scenario.plan.pipelines) ~= place.pipeline, place.attempt > 0 else {
      throw ScenarioEditError("there is no such pipeline or attempt")
    }
    guard !place.call.isEmpty, place.call.utf8.count <= Lexer.longestString else {
      throw ScenarioEditError("there is no such call")
    }
    let own = statement(of: place.call, pipeline: place.pipeline)
    let common = statement(of: place.call, pipeline: nil)
    if let (index, line) = own ?? (place.isAlone ? nil : common) {
      changes[index] = changed(line, attempt: place.attempt, of: place, change)
      return
    }
    // A statement for this pipeline alone begins as a copy of the common one.
    let first = common.map { words(of: $0.line, from: 2) } ?? usualAnswer(to: place)
    let whole = place.isAlone ? " of pipeline \(place.pipeline)" : ""
    let text = statement("call", ScenarioText.word(place.call) + "\(whole) \(first)")
    guard let line = StatementLine(text) else { return }
    add(changed(line, attempt: place.attempt, of: place, change), after: common?.index ?? lastStatement("call"))
  }

  private func words(of line: StatementLine, from start: Int) -> String { line.source(start..<line.count) }

  /// The answer that a call without a statement has had: its reply, and the usual time.
  private func usualAnswer(to place: ScenarioEdit.CallPlace) -> String { "returns \(reply(to: place))" }

  /// What the call is answered with so far, in quotes; its name where it is not answered.
  private func reply(to place: ScenarioEdit.CallPlace) -> String {
    let behaviours = [scenario.plan.behaviour(of: place.call, by: place.pipeline), scenario.plan.calls[place.call]]
    for behaviour in behaviours {
      if case .returns(let reply) = behaviour?.onAttempt(place.attempt).answer { return quoted(reply) }
    }
    var plan = scenario.plan
    plan.calls[place.call] = nil
    plan.pipelineCalls = plan.pipelineCalls.filter { $0.key.call != place.call }
    plan.cancellations = []
    var limits = VirtualEventLoop.Limits()
    limits.steps = Self.mostSteps
    let runs = Catalog.program(named: scenario.program)?.compareAlone(under: plan, styles: [.async], limits: limits)
      .runs
    for event in runs?.first?.events ?? [] where event.pipeline == place.pipeline {
      if case .replied(place.call, let reply) = event.kind { return quoted(reply) }
    }
    return quoted(place.call)
  }

  /// The most events of the run that shows how a call is answered.
  private static let mostSteps = 20_000

  private func changed(
    _ line: StatementLine, attempt: Int, of place: ScenarioEdit.CallPlace, _ change: (inout AnswerWords, String) -> Void
  ) -> String {
    let start = line.has(["of", "pipeline"], at: 2) ? 5 : 2
    let marks = (start..<line.count).filter { line.has(["then"], at: $0) }
    let starts = [start] + marks.map { $0 + 1 }
    let ends = marks + [line.count]
    let number = min(attempt, starts.count) - 1
    let range = starts[number]..<ends[number]
    var words = AnswerWords(line, range)
    change(&words, reply(to: place))
    return line.replacing(range, with: words.text)
  }

  private func statement(of call: String, pipeline: Int?) -> (index: Int, line: StatementLine)? {
    statements("call").first { _, line in
      guard line[1]?.text == call else { return false }
      let own = line.has(["of", "pipeline"], at: 2) ? line[4].flatMap { Int($0.text) } : nil
      return own == pipeline
    }
  }

  // MARK: - Cancellations and time limits

  private mutating func cancel(_ place: ScenarioEdit.CancelPlace, at instant: Instant?) throws(ScenarioEditError) {
    if let instant { try checkDuration(.nanoseconds(instant.nanoseconds)) }
    guard let number = place.line else {
      guard let instant else { throw ScenarioEditError("there is no such cancellation") }
      guard 1...max(1, scenario.plan.pipelines) ~= place.pipeline else {
        throw ScenarioEditError("there is no such pipeline")
      }
      let words = place.isRacing ? "racing at" : "at"
      let pipeline = place.pipeline > 1 ? "\(place.pipeline) " : ""
      return add(statement("cancel", "\(pipeline)\(words) \(instant)"), after: lastStatement("cancel"))
    }
    guard let (index, line) = statements("cancel").first(where: { $0.index == number - 1 }) else {
      throw ScenarioEditError("there is no cancellation on line \(number)")
    }
    guard let instant else {
      changes[index] = .some(nil)
      return
    }
    let start = line[1]?.isNumber == true ? 2 : 1
    let words = line.has(["racing"], at: start) ? "racing at" : "at"
    changes[index] = line.replacing(start..<line.count, with: "\(words) \(instant)")
  }

  private mutating func limit(_ pipeline: Int?, to duration: Duration?) throws(ScenarioEditError) {
    if let duration { try checkDuration(duration) }
    if let pipeline, !(1...max(1, scenario.plan.pipelines) ~= pipeline) {
      throw ScenarioEditError("there is no such pipeline")
    }
    let old = statements("timeout").first { _, line in
      (line.count > 2 ? line[1].flatMap { Int($0.text) } : nil) == pipeline
    }
    let number = pipeline.map { "\($0) " } ?? ""
    replace(old, with: duration.map { "\(number)\($0.shortText)" }, keyword: "timeout")
  }

  private func checkDuration(_ duration: Duration) throws(ScenarioEditError) {
    guard .zero...DurationLiteral.day ~= duration else { throw ScenarioEditError("a time is between 0 and a day") }
  }

  // MARK: - Settings

  private mutating func setSetting(_ name: String, to value: String?) throws(ScenarioEditError) {
    guard let program = Catalog.program(named: scenario.program),
      let setting = program.settings.first(where: { $0.name == name })
    else { throw ScenarioEditError("the program has no such setting") }
    let old = statements("with").first { $0.line[1]?.text == name }
    guard let value else { return replace(old, with: nil, keyword: "with") }
    let isText = if case .text = setting.form { true } else { false }
    let words = isText ? quoted(value) : value
    // Whether the value is one is for the parser to say; here it must only be one word or string.
    guard let line = StatementLine("with \(words)"), line.count == 2, line.source(1..<2) == words else {
      throw ScenarioEditError("'\(VisibleText.clipped(value))' is not a value")
    }
    replace(old, with: "\(name) \(words)", keyword: "with")
  }

  // MARK: - Lines

  /// Replaces the arguments of the statement of a keyword, adds it, or removes it.
  private mutating func set(_ keyword: String, to arguments: String?) {
    replace(statements(keyword).first, with: arguments, keyword: keyword)
  }

  private mutating func replace(
    _ old: (index: Int, line: StatementLine)?, with arguments: String?, keyword: String
  ) {
    guard let (index, line) = old else {
      if let arguments { add(statement(keyword, arguments), after: lastStatement(keyword)) }
      return
    }
    changes[index] = .some(arguments.map { line.replacing(1..<line.count, with: $0) })
  }

  /// The statements with a keyword, with the indices of their lines.
  private func statements(_ keyword: String) -> [(index: Int, line: StatementLine)] {
    lines.enumerated().compactMap { index, text in
      guard text.hasPrefix(keyword), let line = StatementLine(text), line.keyword == keyword else { return nil }
      return (index, line)
    }
  }

  /// The index of the last line with a keyword; without one, of the last statement in front of the expected events.
  private func lastStatement(_ keyword: String) -> Int {
    if let last = statements(keyword).last { return last.index }
    let end = scenario.expectations.first.map { $0.firstLine - 1 } ?? lines.count
    let program = statements("program").first?.index ?? 0
    // A setting belongs to the program in front of it.
    if keyword == "with" { return program }
    return lines.indices.prefix(end).last { StatementLine(lines[$0]) != nil } ?? program
  }

  /// A statement, its arguments in the column of those of the title if that is set apart by several blanks.
  private func statement(_ keyword: String, _ arguments: String) -> String {
    let column = statements("title").first?.line.argumentColumn ?? 0
    return "\((keyword + " ").padded(to: "title ".count < column ? min(column, 16) : 0))\(arguments)"
  }

  private mutating func add(_ text: String, after index: Int) { additions.append((index, text)) }
}
