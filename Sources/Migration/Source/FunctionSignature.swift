// The signature of a function, read from its source.

/// A function or initialiser as it is declared.
struct FunctionSignature: Sendable, Hashable {
  /// A parameter.
  struct Parameter: Sendable, Hashable {
    /// The label at a call; nil if it has none.
    let label: String?
    let name: String
    /// The type, without attributes.
    let type: String
    let hasDefault: Bool
  }

  let name: String
  let parameters: [Parameter]
  /// The type of what is returned; nil for nothing.
  let result: String?
  let isAsync: Bool
  let isThrowing: Bool
  let isStatic: Bool
  /// The declaration up to its body, in characters.
  let range: Range<Int>

  /// Reads the function whose word `func` or `init` is at a place.
  init?(in source: SourceText, at place: Int) {
    let isInitializer = source.hasWord("init", at: place)
    guard let open = source.next("(", from: place), let close = source.closing(open) else { return nil }
    let words = source.text((place + 4)..<open)
    name = isInitializer ? "init" : String(words.prefix { $0 != "<" }).trimmed
    guard isInitializer || !name.isEmpty, !words.contains("\n") else { return nil }
    parameters = source.text((open + 1)..<close).partsAtCommas.compactMap(Parameter.init)
    var end = close + 1
    while end < source.characters.count, !(source.isCode[end] && "{}".contains(source.characters[end])) {
      // Without a body, as in a protocol, a declaration ends with its line.
      if source.characters[end].isNewline, source.isCode[end] { break }
      end += 1
    }
    let tail = source.text((close + 1)..<end)
    isAsync = tail.split(separator: " ").contains("async")
    isThrowing = tail.split(separator: " ").contains { $0.hasPrefix("throws") }
    let arrow = tail.firstRange(of: "->").map { String(tail[$0.upperBound...]) }
    let type = arrow.map { String($0.split(separator: " where ").first ?? "").trimmed }
    result = type == "Void" || type == "()" ? nil : type
    let lineStart = source.characters[..<place].lastIndex { $0.isNewline }.map { $0 + 1 } ?? 0
    let modifiers = source.text(lineStart..<place).split(separator: " ")
    isStatic = modifiers.contains("static") || modifiers.contains("class")
    range = lineStart..<end
  }

  /// What a function returns by which its work is cancelled.
  enum Handle: Sendable, Hashable {
    case closure
    case progress
    /// An object of a type, with a method `cancel()`.
    case object(String)
  }

  /// The handle that the function returns; nil if it returns nothing.
  var handle: Handle? {
    switch result {
    case nil: nil
    case "() -> Void", "@Sendable () -> Void": .closure
    case "Progress": .progress
    case let type?: .object(type)
    }
  }

  /// The last parameter that is a closure and that no result is returned to, which is taken for the completion.
  var completion: (parameter: Parameter, handler: CompletionShape)? {
    for parameter in parameters.reversed() {
      if let shape = CompletionShape(parameter.type) { return (parameter, shape) }
    }
    return nil
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
    hasDefault = parts.count > 1
    type = String(parts.first ?? "").withoutAttributes
  }
}

extension FunctionSignature.Parameter {
  /// A value as an argument for the parameter.
  func argument(_ value: String) -> String { label.map { "\($0): \(value)" } ?? value }
}

/// What a completion handler is called with.
struct CompletionShape: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// `(Result<Value, Failure>) -> Void`
    case result
    /// `(Value?, (any Error)?) -> Void`
    case valueAndError
    /// `((any Error)?) -> Void`
    case error
    /// `(Value) -> Void`
    case value
    /// `() -> Void`
    case nothing
  }

  let form: Form
  /// The type of the value; nil if there is none.
  let value: String?
  /// The type of the error of a `Result`; nil if it is any error.
  private(set) var failure: String?
  let isOptional: Bool

  /// Reads the type of a closure.
  init?(_ type: String) {
    var text = type.trimmed
    isOptional = text.hasSuffix(")?") && text.hasPrefix("(")
    if isOptional { text = String(text.dropFirst().dropLast(2)).trimmed }
    text = text.withoutAttributes
    guard text.hasPrefix("("), let arrow = text.lastRange(of: "->") else { return nil }
    let result = String(text[arrow.upperBound...]).trimmed
    guard result == "Void" || result == "()" else { return nil }
    let inside = String(text[..<arrow.lowerBound]).trimmed
    guard inside.hasSuffix(")") else { return nil }
    let arguments = String(inside.dropFirst().dropLast()).partsAtCommas.map { argument in
      // Labels of arguments, as in `(_ image: Image?)`.
      argument.partsAtColon.map { $0.behind } ?? argument
    }
    func isError(_ type: String) -> Bool {
      ["Error?", "(any Error)?", "(Error)?", "NSError?", "Swift.Error?"].contains(type)
    }
    switch arguments.count {
    case 0: (form, value) = (.nothing, nil)
    case 1 where arguments[0].hasPrefix("Result<"):
      form = .result
      let types = String(arguments[0].dropFirst("Result<".count).dropLast()).partsAtCommas
      value = types.first
      failure = types.last.flatMap { ["Error", "any Error", "Swift.Error"].contains($0) ? nil : $0 }
    case 1 where isError(arguments[0]): (form, value) = (.error, nil)
    case 1: (form, value) = (.value, arguments[0])
    case 2 where isError(arguments[1]):
      form = .valueAndError
      value = arguments[0].hasSuffix("?") ? String(arguments[0].dropLast()) : arguments[0]
    default: return nil
    }
  }

  /// A closure of this shape that passes what it gets to a function that takes a `Result`.
  ///
  /// The code of a completion with an error needs `outcome`.
  ///
  /// - Parameters:
  ///   - done: The function.
  ///   - nothing: The value of a completion that has none.
  func passing(to done: String, nothing: String) -> String {
    switch form {
    case .result: "{ result in \(done)(result.mapError { $0 as any Error }) }"
    case .valueAndError: "{ value, error in \(done)(outcome(value, error)) }"
    case .error: "{ error in \(done)(outcome(\(nothing), error)) }"
    case .value: "{ value in \(done)(.success(value)) }"
    case .nothing: "{ \(done)(.success(\(nothing))) }"
    }
  }

  /// The generated function that makes a `Result` of a value and an error; nil if completions of this shape do not need it.
  var outcome: String? {
    guard form == .valueAndError || form == .error else { return nil }
    return """

      /// Neither a value nor an error.
      struct NoReply: Error {}

      /// The result of a completion with a value and an error.
      func outcome<Value>(_ value: Value?, _ error: (any Error)?) -> Result<Value, any Error> {
        if let error { return .failure(error) }
        guard let value else { return .failure(NoReply()) }
        return .success(value)
      }

      """
  }

  /// A statement that calls a completion of this shape with a result.
  func calling(_ completion: String, with result: String) -> String {
    let optional = isOptional ? "?" : ""
    switch form {
    case .result: return "\(completion)\(optional)(\(result))"
    case .valueAndError:
      return "switch \(result) { case .success(let value): \(completion)\(optional)(value, nil)"
        + " case .failure(let error): \(completion)\(optional)(nil, error) }"
    case .error:
      return
        "if case .failure(let error) = \(result) { \(completion)\(optional)(error) } else { \(completion)\(optional)(nil) }"
    case .value: return "if case .success(let value) = \(result) { \(completion)\(optional)(value) }"
    case .nothing: return "_ = \(result); \(completion)\(optional)()"
    }
  }
}

extension String {
  /// The last range of a text within this one.
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
