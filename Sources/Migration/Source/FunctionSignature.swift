// The signature of a function, read from its source.

/// A function or initialiser as it is declared.
struct FunctionSignature: Sendable, Hashable {
  /// A parameter.
  struct Parameter: Sendable, Hashable {
    /// The label at a call; nil if it has none.
    let label: String?
    let name: String
    /// The type, without attributes.
    var type: String
    /// The type as it is declared, with attributes.
    let declared: String
    /// The default value; nil if there is none.
    let defaultValue: String?

    var hasDefault: Bool { defaultValue != nil }
  }

  let name: String
  var parameters: [Parameter]
  /// The type of what is returned; nil for nothing.
  var result: String?
  let isAsync: Bool
  let isThrowing: Bool
  /// The words before `func`, with the attributes in the lines above.
  let modifiers: [String]
  /// The generic parameters with their constraints, `<Value: Decodable>`; empty if there are none.
  let genericClause: String
  /// The constraints behind the result, `where Value: Sendable`; empty if there are none.
  let whereClause: String
  /// The declaration from its line up to its body, in characters.
  let range: Range<Int>
  /// Where the attributes in the lines above begin, or the declaration's line.
  private let start: Int

  /// The declaration from its attributes up to the end of its body, in characters.
  func extent(in source: SourceText) -> Range<Int> {
    let hasBody = source.characters.indices.contains(range.upperBound) && source.characters[range.upperBound] == "{"
    let close = hasBody ? source.closing(range.upperBound) : nil
    return start..<(close.map { $0 + 1 } ?? range.upperBound)
  }

  var isStatic: Bool { modifiers.contains("static") || modifiers.contains("class") }
  var isMutating: Bool { modifiers.contains("mutating") }

  /// Reads the function whose word `func` or `init` is at a place.
  init?(in source: SourceText, at place: Int) {
    let isInitializer = source.hasWord("init", at: place)
    guard let open = source.next("(", from: place), let close = source.closing(open) else { return nil }
    let words = source.text((place + 4)..<open)
    name = isInitializer ? "init" : String(words.prefix { $0 != "<" }).trimmed
    guard isInitializer || !name.isEmpty, !words.contains("\n") else { return nil }
    genericClause = words.firstIndex(of: "<").map { String(words[$0...]) } ?? ""
    parameters = source.text((open + 1)..<close).partsAtCommas.compactMap(Parameter.init)
    let end = Self.end(of: source, from: close + 1)
    var tail = source.text((close + 1)..<end)
    let condition = tail.ranges(of: "where ").first { tail[..<$0.lowerBound].last?.isWhitespace != false }
    whereClause = condition.map { String(tail[$0.lowerBound...]) } ?? ""
    if let condition { tail = String(tail[..<condition.lowerBound]).trimmed }
    let arrow = tail.firstRange(of: "->")
    let effects = tail[..<(arrow?.lowerBound ?? tail.endIndex)].split { $0.isWhitespace }
    isAsync = effects.contains("async")
    isThrowing = effects.contains { $0.hasPrefix("throws") }
    let type = arrow.map { String(tail[$0.upperBound...]).trimmed }
    result = type?.isNothing == true ? nil : type
    // Several declarations may be on one line.
    let isMark = { source.isCode[$0] && "{};".contains(source.characters[$0]) }
    let mark = (source.startOfLine(place)..<place).last(where: isMark)
    let lineStart = mark.map { $0 + 1 } ?? source.startOfLine(place)
    var modifiers = source.text(lineStart..<place).split { $0.isWhitespace }.map(String.init)
    var line = mark == nil ? source.line(of: place) - 1 : 0
    var first = lineStart
    while let start = source.start(ofLine: line), source.characters[start...].first(where: { $0 != " " }) == "@" {
      modifiers =
        source.text(start..<(source.start(ofLine: line + 1) ?? start)).split { $0.isWhitespace }.map(String.init)
        + modifiers
      first = start
      line -= 1
    }
    self.modifiers = modifiers
    range = lineStart..<end
    start = first
  }

  /// The place of the body, or where a declaration without a body ends: with its line, unless the next one continues it.
  private static func end(of source: SourceText, from start: Int) -> Int {
    var end = start
    while end < source.characters.count, !(source.isCode[end] && "{};".contains(source.characters[end])) {
      if source.characters[end].isNewline, source.isCode[end] {
        guard let next = source.characters[end...].firstIndex(where: { !$0.isWhitespace }), source.isCode[next],
          ["->", "where ", "async", "throws", "{"].contains(where: { source.characters[next...].starts(with: $0) })
        else { break }
        end = next
      } else {
        end += 1
      }
    }
    return end
  }

  /// The function with types that are changed.
  func mappingTypes(_ change: (String) -> String) -> FunctionSignature {
    var function = self
    for index in parameters.indices {
      function.parameters[index].type = change(parameters[index].type).withoutAttributes
    }
    function.result = result.map(change)
    return function
  }
}

extension FunctionSignature.Parameter {
  init?(_ text: String) {
    guard let (names, rest) = text.partsAtColon else { return nil }
    let words = names.split(separator: " ").filter { !$0.hasPrefix("@") }
    guard let last = words.last else { return nil }
    name = String(last)
    label = words.first == "_" ? nil : words.first.map(String.init)
    let parts = rest.split(separator: " = ", maxSplits: 1)
    defaultValue = parts.count > 1 ? String(parts[1]).trimmed : nil
    declared = String(parts.first ?? "").trimmed
    type = declared.withoutAttributes
  }

  /// A value as an argument for the parameter.
  func argument(_ value: String) -> String { label.map { "\($0): \(value)" } ?? value }

  /// The parameter as it is declared.
  var declaration: String {
    let names = label.map { $0 == name ? $0 : "\($0) \(name)" } ?? "_ \(name)"
    return "\(names): \(declared)\(defaultValue.map { " = \($0)" } ?? "")"
  }
}
