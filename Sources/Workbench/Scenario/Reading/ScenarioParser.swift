// Reads a scenario line by line and collects what is wrong.

import Comparison

/// Reads a scenario.
struct ScenarioParser {
  private let source: ScenarioSource
  private var draft = ScenarioDraft()
  private var indentedLines = IndentedLines.refused
  private var statementCount = 0
  private var expectedCount = 0
  private var diagnostics: [ScenarioDiagnostic] = []
  /// The keywords that misspelt ones were probably meant to be; they are not missed besides.
  private var suspected: [String] = []

  static let mostDiagnostics = 20
  static let mostStatements = 1_000
  static let mostExpected = 100_000

  /// The kind of indented lines at a place.
  private enum IndentedLines {
    /// Events of the block that is open.
    case events
    /// A mistake, since no block is open.
    case refused
    /// Whatever they were meant to be, since the line that they belong to is wrong.
    case ignored
  }

  init(_ source: ScenarioSource) {
    self.source = source
  }

  /// The scenario.
  mutating func scenario() throws(ScenarioError) -> Scenario {
    for index in source.lines.indices {
      draft.line = index + 1
      if readUsualEvent(index) { continue }
      do {
        try read(source.lines[index])
      } catch {
        note(error, line: draft.line)
      }
      let isTooMuch = statementCount > Self.mostStatements || expectedCount > Self.mostExpected
      if isTooMuch || diagnostics.count >= Self.mostDiagnostics {
        throw ScenarioError(.malformed, diagnostics, isCutShort: index + 1 < source.lines.count)
      }
    }
    checkWhole()
    guard diagnostics.isEmpty, let title = draft.title, let program = draft.program else {
      let ordered = diagnostics.sorted { ($0.line ?? 0, $0.column) < ($1.line ?? 0, $1.column) }
      throw ScenarioError(
        .malformed, Array(ordered.prefix(Self.mostDiagnostics)), isCutShort: ordered.count > Self.mostDiagnostics)
    }
    return Scenario(
      name: Scenario.name(ofFile: source.path), path: source.path, title: title, program: program.name,
      guide: draft.guide,
      teaches: draft.teaches, plan: draft.finishedPlan, notes: draft.notes, expectations: draft.blocks,
      warnings: StatementEffects(of: draft, on: program).warnings(in: source), source: source)
  }

  private mutating func note(_ fault: LineFault, line: Int) {
    diagnostics.append(source.diagnostic(line: line, column: fault.column, fault.message, help: fault.help))
  }

  /// Reads a line that is an event as most are written; returns whether it is one.
  private mutating func readUsualEvent(_ index: Int) -> Bool {
    guard case .events = indentedLines, expectedCount < Self.mostExpected,
      let event = ExpectedLine.usual(source.lines.bytes, source.lines.range(of: index))
    else { return false }
    expectedCount += 1
    draft.expect(event)
    return true
  }

  private mutating func read(_ line: String) throws(LineFault) {
    var indent = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    guard let first = line.utf8.dropFirst(indent).first, first != UInt8(ascii: "#") else { return }
    // A blank with a mark on it is another character.
    if first >= 0x80 { indent = line.prefix { $0 == " " || $0 == "\t" }.count }
    guard indent == 0 else { return try readIndented(line, column: indent + 1) }
    // The meaning of the lines below is unknown until the statement has been read.
    indentedLines = .ignored
    let keyword = try readStatement(line)
    indentedLines = keyword == "expect" ? .events : .refused
  }

  private mutating func readIndented(_ line: String, column: Int) throws(LineFault) {
    switch indentedLines {
    case .ignored: return
    case .refused:
      throw LineFault(
        column: column, message: "the line is indented, and no 'expect' block is open",
        help: "begin statements at the start of the line")
    case .events:
      expectedCount += 1
      guard expectedCount <= Self.mostExpected else {
        throw LineFault(column: column, message: "more than \(Self.mostExpected) events are expected", help: nil)
      }
      draft.expect(try ExpectedLine.parse(line))
    }
  }

  /// Reads a statement.
  ///
  /// - Returns: Its keyword.
  private mutating func readStatement(_ line: String) throws(LineFault) -> String {
    statementCount += 1
    guard statementCount <= Self.mostStatements else {
      throw LineFault(column: 1, message: "there are more than \(Self.mostStatements) statements", help: nil)
    }
    var lexer = Lexer(line)
    guard let keyword = try lexer.token() else { return "" }
    guard keyword.kind == .word, let form = StatementTable.form(for: keyword.text) else {
      let meant = Suggestion.closest(to: keyword.text, in: StatementTable.keywords)
      if let meant { suspected.append(meant) }
      throw LineFault(
        column: keyword.column, message: "\(keyword.shown) is not a statement",
        help: meant.map { "did you mean '\($0)'?" }
          ?? "statements are \(StatementTable.keywords.joined(separator: ", "))")
    }
    if form.occurrence == .required || form.occurrence == .once {
      try draft.claim(form.keyword, column: keyword.column)
    }
    var reader = ArgumentReader(
      keyword: form.keyword, tokens: try Self.arguments(of: form, &lexer), usages: form.usages,
      endColumn: lexer.endColumn)
    if form.occurrence == .oncePerName, let name = reader.peek {
      try draft.claim("\(form.keyword) \(name.text)", column: name.column)
    }
    try form.read(&reader, &draft)
    try reader.end()
    for range in reader.narrowRanges { draft.mention(.narrowRange(range.text), column: range.column) }
    return form.keyword
  }

  private static func arguments(of form: StatementForm, _ lexer: inout Lexer) throws(LineFault) -> [Token] {
    switch form.arguments {
    case .tokens: return try lexer.tokens()
    case .text:
      let rest = try lexer.rest()
      return rest.text.isEmpty ? [] : [rest]
    }
  }

  /// Checks what no single line can tell.
  private mutating func checkWhole() {
    for form in StatementTable.forms where form.occurrence == .required {
      if draft.hasClaimed(form.keyword) || suspected.contains(form.keyword) { continue }
      let fault = LineFault(
        column: 1, message: "there is no '\(form.keyword)'", help: "add a line '\(form.usages[0])'")
      note(fault, line: 1)
    }
    for mention in draft.mentions {
      guard case .pipeline(let number) = mention.part, number > draft.plan.pipelines else { continue }
      let fault = LineFault(
        column: mention.place.column, message: "there is no pipeline \(number)\(mention.purpose)",
        help: "'repeat' says how many there are; it is \(draft.plan.pipelines) here")
      note(fault, line: mention.place.line)
    }
    if let place = draft.repetition, let fault = RunLimits.fault(of: draft, column: place.column) {
      note(fault, line: place.line)
    }
  }
}
