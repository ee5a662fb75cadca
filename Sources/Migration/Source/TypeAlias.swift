// Other names of types, generic parameters, and names in the text of a type.

/// `typealias Handler<Value> = (Result<Value, any Error>) -> Void`
struct TypeAlias: Sendable, Hashable {
  let name: String
  let parameters: [String]
  let type: String

  /// Reads the declaration whose word `typealias` is at a place.
  init?(in source: SourceText, at place: Int) {
    guard let equals = source.next("=", from: place) else { return nil }
    let head = source.text((place + "typealias".count)..<equals)
    name = String(head.prefix { $0 != "<" }).trimmed
    parameters = GenericParameter.read(String(head.dropFirst(name.count)).trimmed).map(\.name)
    var end = equals + 1
    var (depth, hasBegun) = (0, false)
    while end < source.characters.count {
      let character = source.characters[end]
      if source.isCode[end] {
        if "([".contains(character) { depth += 1 }
        if ")]".contains(character) { depth -= 1 }
        if depth < 0 || "};".contains(character) || (character.isNewline && depth == 0 && hasBegun) { break }
        if !character.isWhitespace { hasBegun = true }
      }
      end += 1
    }
    type = source.text((equals + 1)..<end)
    guard !name.isEmpty, !type.isEmpty else { return nil }
  }

  /// A text in which the type is in the place of the name.
  func replaced(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let (before, word, behind) = rest.nextName {
      result += before
      rest = behind
      // A label may have the name, in lower case.
      let isLabel = behind.hasPrefix(":") && word.first?.isLowercase == true
      guard !isLabel, word.split(separator: ".").last.map(String.init) == name else {
        result += word
        continue
      }
      var type = type
      if behind.hasPrefix("<") {
        let clause = String(behind).throughAngleBracket
        rest = behind.dropFirst(clause.count)
        let arguments = String(clause.dropFirst().dropLast()).partsAtCommas
        for (parameter, argument) in zip(parameters, arguments) { type = type.replacingName(parameter, with: argument) }
      }
      // A closure that is optional needs parentheses.
      result += type.contains("->") && rest.hasPrefix("?") ? "(\(type))" : type
    }
    return result + rest
  }
}

/// `Value: Decodable`
struct GenericParameter: Sendable, Hashable {
  let name: String
  let constraint: String

  /// Reads a clause in angle brackets.
  static func read(_ clause: String) -> [GenericParameter] {
    guard clause.hasPrefix("<") else { return [] }
    return String(clause.dropFirst().dropLast()).partsAtCommas.map { part in
      part.partsAtColon.map { GenericParameter(name: $0.before, constraint: $0.behind) }
        ?? GenericParameter(name: part, constraint: "")
    }
  }
}

extension Substring {
  /// The next name with its dots: what is before it, the name, and what follows.
  fileprivate var nextName: (before: Substring, name: String, behind: Substring)? {
    guard let start = firstIndex(where: \.isPartOfPath) else { return nil }
    let end = self[start...].firstIndex { !$0.isPartOfPath } ?? endIndex
    return (self[..<start], String(self[start..<end]), self[end...])
  }
}

extension String {
  /// A text with another name in the place of a name, alone or before a dot.
  func replacingName(_ name: String, with other: String) -> String {
    mappingNames { word in
      let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.first.map(String.init) == name else { return word }
      return ([other] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
  }

  /// A text in which each name, with its dots, is changed.
  func mappingNames(_ change: (String) -> String) -> String {
    var result = ""
    var rest = self[...]
    while let (before, word, behind) = rest.nextName {
      result += before + change(word)
      rest = behind
    }
    return result + rest
  }
}
