// Reads a scenario line by line and collects what is wrong.

import Comparison
import EventLoops
import Foundation
import Pipelines

/// Reads scenarios.
struct ScenarioParser {
  private let source: ScenarioSource
  private var draft: ScenarioDraft
  private var blocks: [ExpectationBlock] = []
  private var isInBlock = false
  private var firstLines: [String: Int] = [:]
  private var statementCount = 0
  private var expectedCount = 0
  private var diagnostics: [ScenarioDiagnostic] = []

  private static let mostDiagnostics = 20
  private static let mostStatements = 1_000
  private static let mostExpected = 100_000

  init(_ source: ScenarioSource, programs: [String]) {
    self.source = source
    draft = ScenarioDraft(programs: programs)
  }

  mutating func scenario() throws(ScenarioError) -> Scenario {
    for (index, line) in source.lines.enumerated() {
      let number = index + 1
      do {
        try read(line, number)
      } catch {
        note(error, line: number)
      }
      if diagnostics.count >= Self.mostDiagnostics { throw ScenarioError(diagnostics) }
    }
    checkWhole()
    guard diagnostics.isEmpty, let title = draft.title, let program = draft.program else {
      throw ScenarioError(diagnostics)
    }
    return Scenario(
      name: URL(fileURLWithPath: source.path).deletingPathExtension().lastPathComponent, path: source.path,
      title: title, program: program, guide: draft.guide, teaches: draft.teaches, plan: draft.finishedPlan,
      expectations: blocks, source: source)
  }

  private mutating func note(_ fault: LineFault, line: Int) {
    diagnostics.append(source.diagnostic(line: line, column: fault.column, fault.message, help: fault.help))
  }

  private mutating func read(_ line: String, _ number: Int) throws(LineFault) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let first = text.first, first != "#" else { return }
    if line.first == " " || line.first == "\t" {
      guard isInBlock else {
        throw LineFault(
          column: line.count - text.count + 1, message: "the line is indented, and no 'expect' block is open",
          help: "begin statements at the start of the line")
      }
      return try readExpected(line, number)
    }
    isInBlock = false
    try readStatement(line, number)
  }

  // MARK: Statements

  private mutating func readStatement(_ line: String, _ number: Int) throws(LineFault) {
    statementCount += 1
    guard statementCount <= Self.mostStatements else {
      throw LineFault(column: 1, message: "there are more than \(Self.mostStatements) statements", help: nil)
    }
    let word = Token(kind: .word, text: String(line.prefix { $0 != " " && $0 != "\t" }), column: 1)
    // A title and a sentence are text as they stand: quotes and '#' mean nothing in them.
    let isText = word.text == "title" || word.text == "teaches"
    let tokens = isText ? [word] : try Lexer.tokens(of: line)
    guard let keyword = tokens.first else { return }
    if keyword.text == "expect" { return try openBlock(tokens, number) }
    guard let form = StatementTable.form(for: keyword.text), keyword.kind == .word else {
      let suggestion = Suggestion.closest(to: keyword.text, in: StatementTable.keywords)
      throw LineFault(
        column: keyword.column, message: "\(keyword.shown) is not a statement",
        help: suggestion.map { "did you mean '\($0)'?" } ?? "see 'braid help scenario'")
    }
    var reader = ArgumentReader(
      keyword: keyword, tokens: Array(tokens.dropFirst()), usage: form.usage, endColumn: line.count + 1)
    try checkIdentity(of: form, tokens, number)
    draft.line = line
    try form.read(&reader, &draft)
    try reader.end()
  }

  private mutating func checkIdentity(of form: StatementForm, _ tokens: [Token], _ number: Int) throws(LineFault) {
    let identity: String
    switch form.identity {
    case .keyword: identity = form.keyword
    case .firstArgument: identity = tokens.prefix(2).map(\.text).joined(separator: " ")
    case nil: return
    }
    if let first = firstLines[identity] {
      throw LineFault(
        column: 1, message: "'\(identity)' stands here for the second time; the first is on line \(first)",
        help: "keep one of them")
    }
    firstLines[identity] = number
  }

  // MARK: Expectations

  private mutating func openBlock(_ tokens: [Token], _ number: Int) throws(LineFault) {
    isInBlock = true
    var styles: [Style] = []
    for token in tokens.dropFirst() {
      guard token.kind == .word, let style = Style(rawValue: token.text) else {
        let names = Style.allCases.map(\.rawValue)
        let suggestion = Suggestion.closest(to: token.text, in: names).map { "did you mean '\($0)'?" }
        throw LineFault(
          column: token.column, message: "\(token.shown) is not a style",
          help: suggestion ?? "the styles are callback, future and async")
      }
      styles.append(style)
    }
    for name in styles.isEmpty ? ["expect"] : styles.map({ "expect \($0)" }) {
      if let first = firstLines[name] {
        throw LineFault(
          column: 1, message: "there is a block '\(name)' on line \(first) already", help: "put the lines there")
      }
      firstLines[name] = number
    }
    blocks.append(ExpectationBlock(styles: styles, events: [], firstLine: number, lastLine: number))
  }

  private mutating func readExpected(_ line: String, _ number: Int) throws(LineFault) {
    expectedCount += 1
    guard expectedCount <= Self.mostExpected else {
      throw LineFault(column: 1, message: "more than \(Self.mostExpected) events are expected", help: nil)
    }
    guard !blocks.isEmpty else { return }
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    let rest = line.dropFirst(indent)
    let instant = rest.prefix { $0 != " " && $0 != "\t" }
    let when: StyleRun.When =
      instant == "end"
      ? .end : .at(Instant.zero.advanced(by: try DurationLiteral.parse(instant, column: indent + 1)))
    let text = try Self.folded(rest.dropFirst(instant.count), from: indent + instant.count)
    guard !text.isEmpty else {
      throw LineFault(
        column: line.count + 1, message: "an instant, and nothing that happens then",
        help: "write it as in '30ms  step 1'")
    }
    blocks[blocks.count - 1].events.append(
      ExpectedEvent(event: StyleRun.Line(when: when, text: text), line: number))
    blocks[blocks.count - 1].lastLine = number
  }

  /// The text without blanks around it, and with one blank for several outside of quotes; a comment is left out.
  private static func folded(_ text: Substring, from column: Int) throws(LineFault) -> String {
    let characters = Array(text)
    var (folded, isInString, isEscaped) = ("", false, false)
    var start = 0
    for (index, character) in characters.enumerated() {
      let isBlank = character == " " || character == "\t"
      if isInString {
        folded.append(character)
        if !isEscaped && character == "\"" { isInString = false }
        isEscaped = !isEscaped && character == "\\"
      } else if character == "#" && folded.last.map({ $0 == " " }) ?? true {
        break
      } else if !isBlank {
        folded.append(character)
        if character == "\"" { (isInString, start) = (true, index) }
      } else if !folded.isEmpty, folded.last != " " {
        folded.append(" ")
      }
    }
    if isInString {
      throw LineFault(column: column + start + 1, message: "the string has no end", help: "close it with '\"'")
    }
    return folded.last == " " ? String(folded.dropLast()) : folded
  }

  // MARK: The whole

  private mutating func checkWhole() {
    for (keyword, isThere) in [("title", draft.title != nil), ("program", draft.program != nil)] {
      // A statement that could not be read has been told already.
      guard !isThere, firstLines[keyword] == nil else { continue }
      let fault = LineFault(
        column: 1, message: "there is no '\(keyword)'", help: "a scenario begins with 'title' and 'program'")
      note(fault, line: 1)
    }
    let cancellations = draft.plan.cancellations.map(\.pipeline)
    if let beyond = cancellations.first(where: { $0 > draft.plan.pipelines }) {
      let number = source.lines.firstIndex { $0.hasPrefix("cancel") && $0.contains("\(beyond)") } ?? 0
      let column = draft.pipelineMentions.first { $0.text == "\(beyond)" }?.column ?? 1
      let fault = LineFault(
        column: column, message: "there is no pipeline \(beyond) to cancel",
        help: "'repeat' says how many there are; it is \(draft.plan.pipelines) here")
      note(fault, line: number + 1)
    }
  }
}

extension Scenario {
  /// Reads a scenario from a file.
  ///
  /// - Throws: `ScenarioError` with everything that is wrong, up to twenty mistakes.
  public init(contentsOf path: String) throws(ScenarioError) {
    try self.init(ScenarioSource(contentsOf: path))
  }

  /// Reads a scenario from its text.
  ///
  /// - Throws: `ScenarioError` with everything that is wrong, up to twenty mistakes.
  public init(_ source: ScenarioSource) throws(ScenarioError) {
    var parser = ScenarioParser(source, programs: Catalog.programs.map(\.name))
    self = try parser.scenario()
  }
}
