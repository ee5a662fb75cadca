// The declarations around a function, as far as they are needed to call it.

/// The types of a source file.
struct SourceOutline: Sendable {
  /// A type that is declared in the source.
  struct TypeDeclaration: Sendable {
    /// `class`, `struct`, `actor`, `enum`, `protocol` or `extension`.
    let keyword: String
    let name: String
    let body: Range<Int>
    /// The attributes and modifiers before the keyword, on its line and the line above.
    let head: Range<Int>
  }

  let source: SourceText
  let types: [TypeDeclaration]

  init(_ source: SourceText) {
    self.source = source
    var types: [TypeDeclaration] = []
    for keyword in ["class", "struct", "actor", "enum", "protocol", "extension"] {
      for place in source.places(of: keyword) {
        guard let open = source.next("{", from: place), let close = source.closing(open) else { continue }
        let head = source.text((place + keyword.count)..<open)
        let name = String(head.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        guard !name.isEmpty, name != "func", name != "var", name != "let" else { continue }
        let line = source.line(of: place)
        let start = source.start(ofLine: max(line - 1, 1)) ?? 0
        types.append(TypeDeclaration(keyword: keyword, name: name, body: open..<close, head: start..<place))
      }
    }
    self.types = types
  }

  /// The innermost type around a place.
  func type(around place: Int) -> TypeDeclaration? {
    types.filter { $0.body.contains(place) }.min { $0.body.count < $1.body.count }
  }

  /// The declaration of a type, which is no extension.
  func declaration(of name: String) -> TypeDeclaration? {
    types.first { $0.name == name && $0.keyword != "extension" }
  }

  /// Whether a place is within a function of a type's body, and not in the body itself.
  private func isNested(_ place: Int, in body: Range<Int>) -> Bool {
    var depth = 0
    for index in (body.lowerBound + 1)..<place where source.isCode[index] {
      if source.characters[index] == "{" { depth += 1 }
      if source.characters[index] == "}" { depth -= 1 }
    }
    return depth > 0
  }

  /// The functions that are declared in a type's body.
  func functions(_ keyword: String, of type: TypeDeclaration) -> [FunctionSignature] {
    source.places(of: keyword, in: type.body)
      .filter { !isNested($0, in: type.body) && (keyword == "func" || source.next("(", from: $0) == $0 + 4) }
      .compactMap { FunctionSignature(in: source, at: $0) }
  }

  /// The parameters that a value of a type is made with: those of the initialiser that has the fewest, or of the memberwise one.
  func parametersToMake(_ type: TypeDeclaration) -> [FunctionSignature.Parameter] {
    let initializers = functions("init", of: type).filter { !$0.isAsync && !$0.isThrowing }
    return initializers.min { $0.parameters.count < $1.parameters.count }?.parameters
      ?? (type.keyword == "class" ? [] : storedProperties(of: type))
  }

  /// The stored properties of a type's body that have no value yet: what a memberwise initialiser takes.
  private func storedProperties(of type: TypeDeclaration) -> [FunctionSignature.Parameter] {
    (source.places(of: "var", in: type.body) + source.places(of: "let", in: type.body)).sorted()
      .filter { !isNested($0, in: type.body) }
      .compactMap { place in
        var end = place
        while end < type.body.upperBound, !source.characters[end].isNewline, source.characters[end] != ";" { end += 1 }
        let text = source.text((place + 3)..<end)
        guard !text.contains("{"), !text.contains("="), let (name, type) = text.partsAtColon else { return nil }
        return .init(label: name, name: name, type: type, hasDefault: false)
      }
  }

  /// The first case of an enumeration without values of its own.
  func plainCase(of type: TypeDeclaration) -> String? {
    for place in source.places(of: "case", in: type.body) where !isNested(place, in: type.body) {
      let rest = source.characters[(place + 4)...].prefix { !$0.isNewline && $0 != "}" && $0 != ";" }
      for name in String(rest).partsAtCommas where !name.contains("(") {
        return String(name.prefix { $0 != " " && $0 != "=" })
      }
    }
    return nil
  }
}
