// Values for arguments and replies, made from the names of their types.

/// Makes expressions for values of types. What it cannot make is a hole: a placeholder that its reader fills.
struct SampleValues {
  let outline: SourceOutline
  /// The module of the version whose types are meant.
  let module: String

  /// An expression for a value of a type.
  func value(of type: String, depth: Int = 0) -> String {
    let type = type.trimmed
    guard depth < 5 else { return "<#\(type)#>" }
    switch type {
    case "String", "Swift.String": return "\"a\""
    case "Substring", "Character": return "\"a\""
    case "Bool": return "true"
    case "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64": return "1"
    case "Double", "Float", "CGFloat", "TimeInterval": return "1"
    case "Data": return "Data([1])"
    case "Date": return "Date(timeIntervalSince1970: 0)"
    case "URL": return "URL(string: \"http://example.com/a\")!"
    case "URLRequest": return "URLRequest(url: URL(string: \"http://example.com/a\")!)"
    case "Duration", "Swift.Duration": return ".seconds(1)"
    case "Void", "()": return "()"
    default: break
    }
    if type.hasSuffix("?") { return value(of: String(type.dropLast()), depth: depth + 1) }
    if type.hasPrefix("["), type.hasSuffix("]") {
      let inside = String(type.dropFirst().dropLast())
      if let (key, element) = inside.partsAtColon {
        return "[\(value(of: key, depth: depth + 1)): \(value(of: element, depth: depth + 1))]"
      }
      return "[\(value(of: inside, depth: depth + 1))]"
    }
    if type.hasPrefix("Array<") { return "[\(value(of: String(type.dropFirst(6).dropLast()), depth: depth + 1))]" }
    if type.hasPrefix("("), type.hasSuffix(")"), !type.contains("->") {
      let parts = String(type.dropFirst().dropLast()).partsAtCommas.map { part in
        part.partsAtColon.map { "\($0.before): \(value(of: $0.behind, depth: depth + 1))" }
          ?? value(of: part, depth: depth + 1)
      }
      return "(\(parts.joined(separator: ", ")))"
    }
    guard let declaration = outline.declaration(of: type) else { return "<#\(type)#>" }
    switch declaration.keyword {
    case "enum": return outline.plainCase(of: declaration).map { "\(module).\(type).\($0)" } ?? "<#\(type)#>"
    case "struct", "class":
      return "\(module).\(type)(\(arguments(ofMaking: declaration, depth: depth + 1) { _ in nil }))"
    default: return "<#\(type)#>"
    }
  }

  /// The arguments of an initialiser of a type.
  ///
  /// - Parameter special: An expression for a parameter that is no plain value; nil for a sample.
  func arguments(
    ofMaking type: SourceOutline.TypeDeclaration, depth: Int = 0,
    special: (FunctionSignature.Parameter) -> String?
  ) -> String {
    outline.parametersToMake(type).filter { !$0.hasDefault }
      .map { $0.argument(special($0) ?? value(of: $0.type, depth: depth)) }.joined(separator: ", ")
  }

  /// A type as code outside of the module names it: the module before each name that the source declares.
  func qualified(_ type: String) -> String {
    var (result, word) = ("", "")
    func flushed() -> String {
      let isDeclared = outline.declaration(of: word) != nil && result.last != "."
      return isDeclared ? "\(module).\(word)" : word
    }
    for character in type {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        result += flushed()
        word = ""
        result.append(character)
      }
    }
    return result + flushed()
  }
}
