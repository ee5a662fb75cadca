// Values for arguments and replies, made from the names of their types.

/// Makes expressions for values of types. What it cannot make is a hole: a placeholder `<#Calendar#>` for a value, and a
/// name of `HarnessHoles` for a type.
///
/// The expressions have a `context`, with which fakes are made.
struct SampleValues {
  let outline: SourceOutline
  /// The module of the version whose types are meant.
  let module: String
  /// The types in the place of generic parameters.
  var generics: [String: String] = [:]

  /// Values of types of the system.
  private static let known = [
    "String": "\"a\"", "Substring": "\"a\"", "Character": "\"a\"", "StaticString": "\"a\"", "Any": "\"a\"",
    "Bool": "true",
    "Int": "1", "Int8": "1", "Int16": "1", "Int32": "1", "Int64": "1", "UInt": "1", "UInt8": "1", "UInt16": "1",
    "UInt32": "1", "UInt64": "1", "Double": "1", "Float": "1", "CGFloat": "1", "TimeInterval": "1", "Decimal": "1",
    "Date": "Date(timeIntervalSince1970: 0)", "URL": "URL(string: \"http://example.com/a\")!",
    "URLRequest": "URLRequest(url: URL(string: \"http://example.com/a\")!)",
    "URLResponse": "Samples.response", "HTTPURLResponse": "Samples.response",
    "UUID": "UUID(uuidString: \"00000000-0000-0000-0000-000000000001\")!", "Duration": ".seconds(1)", "Void": "()",
    "()": "()", "Error": "CancellationError()", "any Error": "CancellationError()",
    "CancellationError": "CancellationError()",
    "NSError": "NSError(domain: \"a\", code: 1)", "DispatchQueue": "DispatchQueue(label: \"queue\")",
    "DispatchGroup": "DispatchGroup()", "DispatchTimeInterval": ".milliseconds(20)", "DispatchTime": ".now() + 1",
    "OperationQueue": "OperationQueue()", "NSLock": "NSLock()", "JSONDecoder": "JSONDecoder()",
    "JSONEncoder": "JSONEncoder()",
    "FileManager": "FileManager.default", "NotificationCenter": "NotificationCenter()",
    "Locale": "Locale(identifier: \"en\")",
    "Calendar": "Calendar(identifier: .gregorian)", "TimeZone": "TimeZone(secondsFromGMT: 0)!",
    "DateComponents": "DateComponents(year: 2000)", "DateInterval": "DateInterval(start: .distantPast, duration: 1)",
    "CGSize": "CGSize(width: 1, height: 1)", "CGPoint": "CGPoint(x: 1, y: 1)",
    "CGRect": "CGRect(x: 0, y: 0, width: 1, height: 1)", "NSNumber": "NSNumber(value: 1)",
    "NSString": "NSString(string: \"a\")",
    "CharacterSet": "CharacterSet.alphanumerics", "URLQueryItem": "URLQueryItem(name: \"a\", value: \"a\")",
    "URLComponents": "URLComponents(string: \"http://example.com/a\")!",
    "Notification.Name": "Notification.Name(\"a\")",
    "DispatchQoS": "DispatchQoS.default", "DispatchQoS.QoSClass": "DispatchQoS.QoSClass.default",
    "IndexSet": "IndexSet(integer: 1)", "IndexPath": "IndexPath(index: 1)", "Progress": "Progress(totalUnitCount: 1)",
  ]

  /// Objects that are the same in all runs: traces have their addresses.
  static let shared = """
    enum Samples {
      static let response = HTTPURLResponse(
        url: URL(string: "http://example.com/a")!, statusCode: 200, httpVersion: nil, headerFields: nil)!
    }

    """

  /// An expression for a value of a type.
  ///
  /// - Parameter name: What the value is called: the name of the stub that a closure asks.
  func value(of type: String, named name: String = "call", depth: Int = 0) -> String {
    let type = outline.expanded(type).withoutAttributes
    guard depth < 6 else { return hole(type) }
    if let concrete = generics[type] { return value(of: concrete, named: name, depth: depth + 1) }
    if type == "Data" { return "Data(\(literal(json)).utf8)" }
    if let known = Self.known[type.hasPrefix("Swift.") ? String(type.dropFirst(6)) : type] { return known }
    if type.hasSuffix(".Type") { return "\(qualified(String(type.dropLast(5)))).self" }
    func inner(_ type: String) -> String { value(of: type, named: name, depth: depth + 1) }
    let fakes = FakeWriter(values: self)
    if let type = outline.protocolDeclaration(of: type) {
      return fakes.canFake(type) ? "\(fakes.name(of: type))(context)" : hole("any \(type.path)")
    }
    if type.hasSuffix("?") { return inner(type.withoutOptional) }
    if type.contains("->"), let closure = fakes.closure(type, named: name) { return closure }
    if type.hasPrefix("["), type.hasSuffix("]") {
      let inside = String(type.dropFirst().dropLast())
      guard let (key, element) = inside.partsAtColon else { return "[\(inner(inside))]" }
      return "[\(inner(key)): \(inner(element))]"
    }
    if type.hasPrefix("("), type.hasSuffix(")"), !type.contains("->") {
      let parts = String(type.dropFirst().dropLast()).partsAtCommas.map { part in
        part.partsAtColon.map { "\($0.before): \(inner($0.behind))" } ?? inner(part)
      }
      return "(\(parts.joined(separator: ", ")))"
    }
    let clause = type.firstIndex(of: "<").map { String(type[$0...]) } ?? ""
    let arguments = clause.isEmpty ? [] : String(clause.dropFirst().dropLast()).partsAtCommas
    switch (type.prefix { $0 != "<" }, arguments.count) {
    case ("Array", 1), ("Set", 1), ("ContiguousArray", 1): return "[\(inner(arguments[0]))]"
    case ("Dictionary", 2): return "[\(inner(arguments[0])): \(inner(arguments[1]))]"
    case ("Result", 2): return ".success(\(inner(arguments[0])))"
    default: break
    }
    guard let declaration = outline.declaration(of: type) else { return hole(type) }
    return made(declaration, with: arguments, depth: depth)
  }

  /// An expression for a value of a declared type.
  ///
  /// - Parameter arguments: The types in the place of its generic parameters.
  func made(_ type: SourceOutline.TypeDeclaration, with arguments: [String] = [], depth: Int = 0) -> String {
    var inside = self
    var clause: [String] = []
    for (index, parameter) in type.generics.enumerated() {
      let argument = arguments.indices.contains(index) ? arguments[index] : concrete(parameter)
      clause.append(qualified(argument))
      inside.generics[parameter.name] = generics[argument] ?? argument
    }
    let name = "\(module).\(type.path)" + (clause.isEmpty ? "" : "<\(clause.joined(separator: ", "))>")
    if type.keyword == "enum" {
      guard let first = outline.firstCase(of: type) else { return hole(type.path) }
      let values = first.values.map { text in
        let parts = text.partsAtColon
        let value = inside.value(of: parts?.behind ?? text, depth: depth + 1)
        return parts.map { "\($0.before): \(value)" } ?? value
      }
      return "\(name).\(first.name)\(values.isEmpty ? "" : "(\(values.joined(separator: ", ")))")"
    }
    return "\(name)(\(inside.arguments(ofMaking: type, depth: depth + 1)))"
  }

  /// The arguments of an initialiser of a type.
  func arguments(ofMaking type: SourceOutline.TypeDeclaration, depth: Int = 0) -> String {
    outline.parametersToMake(type).filter { !$0.hasDefault }
      .map { $0.argument(value(of: $0.type, named: $0.name, depth: depth)) }.joined(separator: ", ")
  }

  /// The type in the place of a generic parameter.
  func concrete(_ parameter: GenericParameter) -> String {
    let constraints = parameter.constraint.split { " &,".contains($0) }.map(String.init)
    for name in constraints {
      if outline.protocolDeclaration(of: name) != nil {
        return outline.conforming(to: name)?.path ?? HarnessHoles.type(for: name)
      }
      switch name {
      case "Error": return outline.conforming(to: "Error")?.path ?? "CancellationError"
      case "Collection", "Sequence", "RandomAccessCollection", "BidirectionalCollection": return "[String]"
      case "StringProtocol", "LosslessStringConvertible": return "String"
      case "FloatingPoint", "BinaryFloatingPoint": return "Double"
      case "AnyObject": return HarnessHoles.type(for: name)
      default: break
      }
    }
    return "Int"
  }

  /// A type as code outside of the module names it: the module before each name that the source declares.
  func qualified(_ type: String) -> String {
    outline.expanded(type).mappingNames { word in
      if let concrete = generics[word] { return qualified(concrete) }
      guard !word.hasPrefix("."), let declaration = outline.declaration(of: word),
        declaration.path.hasSuffix(word)
      else { return word }
      return "\(module).\(declaration.path)"
    }
  }

  private func hole(_ type: String) -> String { "<#\(qualified(type))#>" }

  private func literal(_ text: String) -> String { "#\"\(text)\"#" }

  /// The text that data has: what the source decodes, if it does.
  private var json: String {
    let characters = outline.source.characters
    for place in outline.source.places(of: "self") where place > 0 && characters[place - 1] == "." {
      let start = characters[..<(place - 1)].lastIndex { !$0.isPartOfPath }.map { $0 + 1 } ?? 0
      guard characters[..<start].suffix(7).elementsEqual("decode(") else { continue }
      let name = String(characters[start..<(place - 1)])
      if generics[name] == nil, outline.declaration(of: name) != nil { return jsonText(of: name) }
    }
    return "1"
  }

  /// A value of a type in JSON.
  private func jsonText(of type: String, depth: Int = 0) -> String {
    if type.hasSuffix("?") || depth > 5 { return "null" }
    if type == "String" { return "\"a\"" }
    if type == "URL" { return "\"http://example.com/a\"" }
    if type == "Bool" { return "true" }
    if type.hasPrefix("["), type.hasSuffix("]") {
      let inside = String(type.dropFirst().dropLast())
      guard let (_, element) = inside.partsAtColon else { return "[\(jsonText(of: inside, depth: depth + 1))]" }
      return "{\"a\":\(jsonText(of: element, depth: depth + 1))}"
    }
    guard let declaration = outline.declaration(of: type), declaration.keyword != "enum" else {
      let first = outline.declaration(of: type).flatMap { outline.firstCase(of: $0) }
      return first.map { "\"\($0.name)\"" } ?? "1"
    }
    let members = outline.storedProperties(of: declaration).map {
      "\"\($0.name)\":\(jsonText(of: $0.type, depth: depth + 1))"
    }
    return "{\(members.joined(separator: ","))}"
  }
}
