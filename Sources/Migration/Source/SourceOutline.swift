// The declarations around a function, as far as they are needed to call it.

/// The types of a module's source.
struct SourceOutline: Sendable {
  /// A type that is declared in the source.
  struct TypeDeclaration: Sendable {
    /// `class`, `struct`, `actor`, `enum`, `protocol` or `extension`.
    let keyword: String
    /// The name, with the types around it: `Loader.Options`.
    fileprivate(set) var path: String
    /// The generic parameters, each with its constraint.
    let generics: [GenericParameter]
    /// What it inherits from and conforms to.
    let inherited: [String]
    let body: Range<Int>
    /// The attributes and modifiers before the keyword, on its line and the line above.
    let head: Range<Int>

    /// The last part of the name.
    var name: String { String(path.split(separator: ".").last ?? "") }
  }

  let source: SourceText
  let types: [TypeDeclaration]
  /// The types that are declared as other names of types.
  let aliases: [TypeAlias]

  init(_ source: SourceText) {
    self.source = source
    var types: [TypeDeclaration] = []
    for keyword in ["class", "struct", "actor", "enum", "protocol", "extension"] {
      for place in source.places(of: keyword) {
        guard let open = source.next("{", from: place), let close = source.closing(open) else { continue }
        let head = source.text((place + keyword.count)..<open)
        let name = String(head.prefix(while: \.isPartOfPath))
        guard !name.isEmpty, name != "func", name != "var", name != "let" else { continue }
        let rest = String(head.dropFirst(name.count)).trimmed
        let clause = rest.hasPrefix("<") ? rest.throughAngleBracket : ""
        let behind = String(rest.dropFirst(clause.count)).components(around: " where ").first ?? ""
        let start = source.start(ofLine: max(source.line(of: place) - 1, 1)) ?? 0
        types.append(
          TypeDeclaration(
            keyword: keyword, path: name, generics: GenericParameter.read(clause),
            inherited: (behind.partsAtColon?.behind ?? "").partsAtCommas, body: open..<close, head: start..<place))
      }
    }
    types.sort { $0.body.lowerBound < $1.body.lowerBound }
    for index in types.indices {
      let start = types[index].body.lowerBound
      if let outer = types[..<index].last(where: { $0.body.contains(start) }) {
        types[index].path = "\(outer.path).\(types[index].path)"
      }
    }
    self.types = types
    aliases = source.places(of: "typealias").compactMap { TypeAlias(in: source, at: $0) }
  }

  /// The innermost type around a place.
  func type(around place: Int) -> TypeDeclaration? {
    types.filter { $0.body.contains(place) }.min { $0.body.count < $1.body.count }
  }

  /// The declaration of a type, which is no extension.
  func declaration(of type: String) -> TypeDeclaration? {
    let path = String(type.prefix { $0 != "<" }).trimmed
    let name = path.split(separator: ".").last.map(String.init)
    let declared = types.filter { $0.keyword != "extension" }
    return declared.first { $0.path == path } ?? declared.first { $0.name == name }
  }

  /// The declaration of the protocol in a type such as `(any Network)?`.
  func protocolDeclaration(of type: String) -> TypeDeclaration? {
    let name = type.trimmed.withoutOptional.withoutExistential
    guard name.allSatisfy(\.isPartOfPath) else { return nil }
    return declaration(of: name).flatMap { $0.keyword == "protocol" ? $0 : nil }
  }

  /// A type that is declared to conform to a protocol.
  func conforming(to name: String) -> TypeDeclaration? {
    types.first { ["class", "struct", "enum"].contains($0.keyword) && $0.inherited.contains(name) }
  }

  /// Whether a place is within a function of a type's body, and not in the body itself.
  private func isNested(_ place: Int, in body: Range<Int>) -> Bool {
    source.isNested(place, within: body.lowerBound)
  }

  /// The functions that are declared in a type's body.
  func functions(_ keyword: String, of type: TypeDeclaration) -> [FunctionSignature] {
    source.places(of: keyword, in: type.body)
      .filter { !isNested($0, in: type.body) && (keyword == "func" || source.next("(", from: $0) == $0 + 4) }
      .compactMap { FunctionSignature(in: source, at: $0) }
  }

  /// The functions that a value of a type has: those of its declaration and of its extensions.
  func methods(of type: String) -> [FunctionSignature] {
    let name = declaration(of: type)?.path ?? type
    return types.filter { $0.path == name }.flatMap { functions("func", of: $0) }
  }

  /// The requirements of a protocol and of those that it inherits.
  func requirements<Requirement>(of type: TypeDeclaration, _ read: (TypeDeclaration) -> [Requirement]) -> [Requirement]
  {
    var found: [Requirement] = []
    var seen: Set<String> = []
    var pending = [type]
    while let next = pending.popLast() {
      guard seen.insert(next.path).inserted else { continue }
      found += read(next)
      pending += next.inherited.reversed().compactMap { protocolDeclaration(of: $0) }
    }
    return found
  }

  /// The parameters that a value of a type is made with: those of the initialiser that needs the fewest, or of the memberwise one.
  func parametersToMake(_ type: TypeDeclaration) -> [FunctionSignature.Parameter] {
    let initializers = functions("init", of: type).filter { function in
      !function.isAsync && !function.isThrowing
        && !function.modifiers.contains { ["private", "fileprivate"].contains($0) }
    }
    func needed(_ function: FunctionSignature) -> Int { function.parameters.count { !$0.hasDefault } }
    return initializers.min { needed($0) < needed($1) }?.parameters
      ?? (["class", "actor"].contains(type.keyword) ? [] : storedProperties(of: type))
  }

  /// The stored properties of a type's body that have no value yet: what a memberwise initialiser takes.
  func storedProperties(of type: TypeDeclaration) -> [FunctionSignature.Parameter] {
    properties(of: type).filter { !$0.accessors.contains("{") }.compactMap { property in
      guard property.type.firstRange(of: "=") == nil else { return nil }
      // An optional variable is nil where no argument is given.
      return .init("\(property.name): \(property.type)")
    }
  }

  /// A property as it is declared on one line.
  struct Property: Sendable {
    let name: String
    let type: String
    /// What follows the type, from its brace on: `{ get set }`.
    let accessors: String
    let modifiers: [String]
  }

  /// The properties of a type's body.
  func properties(of type: TypeDeclaration) -> [Property] {
    (source.places(of: "var", in: type.body) + source.places(of: "let", in: type.body)).sorted()
      .filter { !isNested($0, in: type.body) }
      .compactMap { place in
        var end = place
        while end < type.body.upperBound, !source.characters[end].isNewline, source.characters[end] != ";" { end += 1 }
        let text = source.text((place + 3)..<end)
        guard let (name, rest) = text.partsAtColon else { return nil }
        let brace = rest.firstIndex(of: "{") ?? rest.endIndex
        return Property(
          name: name, type: String(rest[..<brace]).trimmed, accessors: String(rest[brace...]),
          modifiers: source.text(source.startOfLine(place)..<place).split(separator: " ").map(String.init))
      }
  }

  /// The first case of an enumeration: one without values of its own, or the first one with them.
  func firstCase(of type: TypeDeclaration) -> (name: String, values: [String])? {
    var cases: [(name: String, values: [String])] = []
    for place in source.places(of: "case", in: type.body) where !isNested(place, in: type.body) {
      let end = source.characters[place...].firstIndex { $0.isNewline || $0 == "}" || $0 == ";" }
      for text in source.text((place + 4)..<(end ?? source.characters.count)).partsAtCommas {
        let name = String(text.prefix { $0.isPartOfName || $0 == "`" })
        let behind = String(text.dropFirst(name.count))
        cases.append((name, behind.partsAtParentheses?.inside.partsAtCommas ?? []))
      }
    }
    return cases.first { $0.values.isEmpty } ?? cases.first
  }

  /// A type with the types in the place of their other names.
  func expanded(_ type: String, depth: Int = 0) -> String {
    guard depth < 5, !aliases.isEmpty else { return type }
    let result = aliases.reduce(type) { $1.replaced(in: $0) }
    return result == type ? type : expanded(result, depth: depth + 1)
  }
}

extension String {
  /// The text from an angle bracket at its start to the one that closes it.
  var throughAngleBracket: String {
    var (depth, previous): (Int, Character) = (0, " ")
    for (index, character) in zip(indices, self) {
      if character == "<" { depth += 1 }
      if character == ">", previous != "-" { depth -= 1 }
      previous = character
      if depth == 0 { return String(self[...index]) }
    }
    return self
  }

  /// The parts before and behind a text, or this one alone.
  func components(around text: String) -> [String] {
    guard let range = firstRange(of: text) else { return [self] }
    return [String(self[..<range.lowerBound]).trimmed, String(self[range.upperBound...]).trimmed]
  }
}
