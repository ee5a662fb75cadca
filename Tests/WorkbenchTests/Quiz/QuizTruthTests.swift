// What the quiz says of each answer, read as a sentence and looked up in runs of its own.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Workbench

/// Reads the sentences of a quiz and looks them up.
private struct SentenceCheck {
  let question: QuizQuestion
  let scenarios: [Scenario]

  /// What is wrong with a question: sentences that no run confirms, and sentences of an unknown form.
  var faults: [String] {
    question.answers.enumerated().compactMap { place, answer in
      let isRight = place == question.rightAnswer
      let prefix = isRight ? "Right: " : "No: "
      guard answer.feedback.hasPrefix(prefix) else { return "\(question.id): no verdict in '\(answer.feedback)'" }
      let sentence = String(answer.feedback.dropFirst(prefix.count))
      let isTrue = isTrue(sentence, of: answer.text, isRight: isRight)
      return isTrue == true
        ? nil : "\(question.id): of '\(answer.text)': '\(sentence)' is \(isTrue == nil ? "unreadable" : "false")"
    }
  }

  /// Whether a sentence is true; nil if it has no known form.
  private func isTrue(_ sentence: String, of answer: String, isRight: Bool) -> Bool? {
    if let found = sentence.wholeMatch(of: /it happens (.*), at (\S+), and not here\./) {
      return run(at: String(found.output.1)).contains("\(found.output.2) \(answer)")
        && !here.texts.contains(answer)
    }
    if let found = sentence.wholeMatch(of: /(.*) (in the scenario .*|in the \w+ style|without .*)\./) {
      return isTrue(String(found.output.1), of: answer, in: run(at: String(found.output.2)))
    }
    if let found = sentence.wholeMatch(of: /that is the reply to (.*)\./) {
      return here.texts.contains("\(found.output.1) replied \(answer)")
    }
    if let found = sentence.wholeMatch(of: /where (\w+) has (.*), the others have (.*)\./) {
      return runs.allSatisfy { run in
        let course = run.course
        let words = "\(run.style)" == found.output.1 ? found.output.2 : found.output.3
        let place = zip(course, runs.first { "\($0.style)" == found.output.1 }?.course ?? []).prefix { $0 == $1 }.count
        let at = "\(run.style)" == found.output.1 ? partingPlace(of: found.output.1) : place
        return words == (at < course.count ? "\"\(course[at])\"" : "nothing more")
      }
    }
    if let found = sentence.wholeMatch(of: /it does the same as (\w+)\./) {
      return runs.first { "\($0.style)" == answer }?.course == runs.first { "\($0.style)" == found.output.1 }?.course
    }
    if let found = sentence.wholeMatch(of: /it is next, at (\S+)\./) {
      return here.next(asked) == answer && here.contains("\(found.output.1) \(answer)")
    }
    if let found = sentence.wholeMatch(of: /that happens at (\S+), (before it|but not next)\./) {
      guard let place = here.texts.firstIndex(of: asked), here.next(asked) != answer else { return false }
      let places = here.lines.indices.filter { here.lines[$0] == "\(found.output.1) \(answer)" }
      return places.contains { found.output.2 == "before it" ? $0 < place : $0 > place + 1 }
    }
    if let found = sentence.wholeMatch(of: /it is at (\S+)\./) {
      return found.output.1 == answer && here.contains("\(answer) \(asked)")
    }
    if let found = sentence.wholeMatch(of: /that is the instant of "(.*)"\./) {
      return here.contains("\(answer) \(found.output.1)")
    }
    if let found = sentence.wholeMatch(of: /it does happen, at (\S+)\./) {
      return here.contains("\(found.output.1) \(answer)")
    }
    switch sentence {
    case "that is what arrives.": return here.ending == answer
    case "it is caught there.": return here.catches(answer)
    case "none is.": return isRight && !here.catchesAnything
    case "something is caught here.": return here.catchesAnything
    case "so the run records it.": return here.landing == answer
    case "line by line the same.": return runs.allSatisfy { $0.course == runs[0].course }
    case "one of them parts from the two others.": return !runs.allSatisfy { $0.course == runs[0].course }
    default: return nil
    }
  }

  /// Whether what is said of a answer is true of a run elsewhere.
  private func isTrue(_ words: String, of answer: String, in place: Elsewhere) -> Bool? {
    switch words {
    case "that is what arrives": place.ending == answer
    case "it is caught there": place.catches(answer)
    case "that is how the pipeline ends": place.landing == answer
    case "that comes next": place.next(asked) == answer
    case "that is when it happens": place.contains("\(answer) \(asked)")
    default: nil
    }
  }

  // MARK: - The runs

  private let scenario: Scenario?
  private let runs: [StyleRun]
  private let here: Elsewhere
  /// The style that the question is about, and the event.
  private let style: String
  private let asked: String

  init(_ question: QuizQuestion, among scenarios: [Scenario]) {
    (self.question, self.scenarios) = (question, scenarios)
    let style = question.prompt.firstMatch(of: /In the (\w+) style/).map { String($0.output.1) } ?? ""
    let found =
      question.prompt.firstMatch(of: /right after "(.*)" \(/)?.output.1
      ?? question.prompt.firstMatch(of: /when does "(.*)" happen\?/)?.output.1
    scenario = scenarios.first { $0.name == question.scenario }
    runs = scenario.map { Self.runs(of: $0) } ?? []
    here = Elsewhere(runs.first { "\($0.style)" == style })
    self.style = style
    asked = found.map(String.init) ?? ""
  }

  private func partingPlace(of style: Substring) -> Int {
    let own = runs.first { "\($0.style)" == style }?.course ?? []
    let other = runs.first { "\($0.style)" != style }?.course ?? []
    return zip(own, other).prefix { $0 == $1 }.count
  }

  private func run(at words: String) -> Elsewhere {
    if let found = words.wholeMatch(of: /in the (\w+) style/) {
      return Elsewhere(runs.first { "\($0.style)" == found.output.1 })
    }
    if let found = words.wholeMatch(of: /in the scenario (.*)/) {
      let named = scenarios.filter { $0.name == found.output.1 }
      return Elsewhere(named.count == 1 ? Self.runs(of: named[0]).first { "\($0.style)" == style } : nil)
    }
    let keywords = ["cancel": "the cancellation", "timeout": "the time limit"].filter { words.contains($0.value) }.keys
    guard let scenario, !keywords.isEmpty else { return Elsewhere(nil) }
    let lines = scenario.source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { line in !keywords.contains { line.hasPrefix($0 + " ") || line.hasPrefix($0 + "\t") } }
    let isPlural = lines.count { $0.hasPrefix("cancel") } > 1
    guard !words.contains("cancellation") || words.contains("cancellations") == isPlural,
      let source = try? ScenarioSource(text: kept.joined(separator: "\n"), path: scenario.path),
      let other = try? Scenario(source)
    else { return Elsewhere(nil) }
    return Elsewhere(Self.runs(of: other).first { "\($0.style)" == style })
  }

  private static func runs(of scenario: Scenario) -> [StyleRun] {
    let all = ScenarioRunner.run(scenario).comparison.runs
    return Style.allCases.compactMap { style in all.first { $0.style == style } }
  }
}

/// A run in which sentences are looked up; nothing is true of a run that there is not.
private struct Elsewhere {
  let run: StyleRun?
  let lines: [String]
  let texts: [String]

  init(_ run: StyleRun?) {
    self.run = run
    let events = run?.events ?? []
    texts = events.map { $0.text(among: run?.pipelines ?? 1) }
    lines = zip(events, texts).map { "\($0.instant) \($1)" }
  }

  func contains(_ line: String) -> Bool { lines.contains(line) }

  func next(_ text: String) -> String? {
    guard let place = texts.firstIndex(of: text), texts.count(where: { $0 == text }) == 1, place + 1 < texts.count
    else { return nil }
    return texts[place + 1]
  }

  var ending: String? {
    run.map { run in run.outcomes[0].map { "\($0)" } ?? "nothing: it does not finish" }
  }

  var catchesAnything: Bool { texts.contains { $0.hasPrefix("caught ") } }

  func catches(_ place: String) -> Bool {
    texts.contains("caught \(place)") || texts.contains("caught cancellation \(place)")
  }

  var landing: String? {
    let met = texts.compactMap { text -> String? in
      if text.hasSuffix(" cancelled"), text != "finished cancelled" {
        return text.dropLast(" cancelled".count) + " is cancelled"
      }
      return text.hasSuffix(" not sent") ? text.dropLast(" not sent".count) + " is not sent" : nil
    }
    let end = ending.map { $0.hasPrefix("nothing") ? "it does not finish" : "it ends with \($0)" }
    return end.map { (met.isEmpty ? "no call is met" : met.joined(separator: ", ")) + "; " + $0 }
  }
}

extension StyleRun {
  /// What happens, without where it is caught.
  fileprivate var course: [String] {
    events.filter { if case .caught = $0.kind { false } else { true } }
      .map { "\($0.instant) \($0.text(among: pipelines))" }
  }
}

@Suite struct `What the quiz says` {
  private static func faults(of quiz: Quiz, _ scenarios: [Scenario]) -> [String] {
    quiz.questions.flatMap { SentenceCheck($0, among: scenarios).faults }
  }

  @Test(arguments: [nil, 1, 2] as [UInt64?])
  func `is true, of every answer in every scenario`(seed: UInt64?) {
    let all = ProjectFiles.scenarios
    let quiz = Quiz(about: all, among: all, seed: seed)
    #expect(quiz.questions.count >= 60)
    #expect(Self.faults(of: quiz, all) == [])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `is true in random scenarios`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scenarios = try (0..<6).map { try Self.random("random-\($0)", &generator) }
    let quiz = Quiz(about: scenarios, among: scenarios, seed: seed)
    #expect(Self.faults(of: quiz, scenarios) == [])
  }

  /// A scenario of three calls with random latencies, failures, cancellations and time limits, many of them at one
  /// instant.
  private static func random(_ name: String, _ generator: inout SeededGenerator) throws -> Scenario {
    func any(_ words: [String]) -> String { words[generator.next(below: words.count)] }
    let instants = ["10ms", "20ms", "30ms", "50ms", "60ms"]
    var lines = ["title Random", "program three-stages", "guide notes/errors.md", "request \"me\""]
    for call in 1...3 {
      lines.append(
        "call \(call) "
          + any(["takes \(any(instants)) returns \"r\(call)\"", "takes 20ms fails 500 \"no\"", "never answers"]))
    }
    let moments = ["before start", "on sent 2", "on reply 1", "after finish"] + instants.map { "at \($0)" }
    for _ in 0..<generator.next(below: 3) { lines.append("cancel " + any(moments)) }
    if generator.next(below: 2) == 0 { lines.append("timeout \(any(instants))") }
    if generator.next(below: 3) == 0 { lines.append("step \(generator.next(below: 3) + 1) throws \"oops\"") }
    return try Scenario(
      ScenarioSource(text: lines.joined(separator: "\n") + "\n", path: "\(name).scenario"))
  }

  @Test func `of a cancellation at the instant of the time limit is true`() throws {
    let text = """
      title    At the limit
      program  three-stages
      call 1   takes 30ms returns "a"
      call 2   never answers
      timeout  100ms
      cancel   at 100ms

      """
    let scenario = try Scenario(ScenarioSource(text: text, path: "limit.scenario"))
    for seed in [nil, 1, 2, 3, 4, 5, 6, 7] as [UInt64?] {
      let quiz = Quiz(about: [scenario], among: [scenario], seed: seed)
      #expect(Self.faults(of: quiz, [scenario]) == [], "seed \(seed ?? 0)")
    }
    let quizCase = try #require(QuizCase(scenario))
    #expect(quizCase.undisturbed.count == 3)
  }
}

@Suite struct `The setup of a question` {
  private func setup(_ lines: [String]) throws -> [String] {
    let text = lines.joined(separator: "\n") + "\n"
    return try #require(QuizCase(try Scenario(ScenarioSource(text: text, path: "s.scenario")))).setup
  }

  @Test func `has the statements behind a block of expectations, too`() throws {
    #expect(
      try setup([
        "title t", "program three-stages", "expect async", "  # why", "  0ms  call 1 sent \"request\"", "",
        "cancel at 10ms", "expect", "timeout 20ms",
      ]) == ["program three-stages", "cancel at 10ms", "timeout 20ms"])
  }

  @Test(arguments: [" ", "\t", " \t "])
  func `does not tell the point, whatever blank follows the keyword`(blank: String) throws {
    #expect(
      try setup(["title\(blank)t", "program\(blank)three-stages", "teaches\(blank)the answer", "guide\(blank)a.md"])
        == ["program\(blank.replacing("\t", with: " "))three-stages"])
  }

  @Test func `has no comments, which may tell the answer`() throws {
    #expect(
      try setup([
        "# the answer", "title t", "program three-stages # the answer", "request \"# 1\" # 2",
        "  # the answer", "timeout 20ms\t# the answer",
      ]) == ["program three-stages", "request \"# 1\"", "timeout 20ms"])
  }
}
