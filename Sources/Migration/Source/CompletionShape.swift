// The closures that a function calls with its result: what they are called with, and code that calls and makes them.

/// What a completion handler is called with.
struct CompletionShape: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// `(Result<Value, Failure>) -> Void`
    case result
    /// `(() throws -> Value) -> Void`
    case throwing
    /// `(Value?, Other?, (any Error)?) -> Void`, with any number of values, and with or without the error.
    case values
  }

  let form: Form
  /// The types of the values that it is called with.
  let values: [String]
  /// Whether the last argument is an error.
  let hasError: Bool
  /// The type of the error; nil if it is any error.
  let failure: String?
  let isOptional: Bool

  /// Reads the type of a closure.
  init?(_ type: String) {
    var text = type.trimmed
    isOptional = text.hasSuffix(")?") && text.hasPrefix("(")
    if isOptional { text = String(text.dropFirst().dropLast(2)).trimmed }
    text = text.withoutAttributes
    guard let (inside, tail) = text.partsAtParentheses, tail.returned?.isNothing == true else { return nil }
    var arguments = inside.partsAtCommas.map { argument in
      // Labels of arguments, as in `(_ image: Image?)`.
      (argument.partsAtColon?.behind ?? argument).withoutAttributes
    }
    if arguments.count == 1, arguments[0].hasPrefix("Result<"), arguments[0].hasSuffix(">") {
      let types = String(arguments[0].dropFirst("Result<".count).dropLast()).partsAtCommas
      (form, hasError) = (.result, true)
      values = types.prefix(1).filter { !$0.isNothing }
      failure = types.last.flatMap(Self.particular)
    } else if arguments.count == 1, let (nothing, tail) = arguments[0].partsAtParentheses, nothing.isEmpty,
      tail.hasPrefix("throws"), let returned = tail.returned
    {
      (form, hasError, failure) = (.throwing, true, nil)
      values = returned.isNothing ? [] : [returned]
    } else {
      form = .values
      let error = arguments.last.flatMap(Self.error)
      hasError = error != nil
      failure = error.flatMap(Self.particular)
      if hasError { arguments.removeLast() }
      guard !arguments.contains(where: { $0.contains("->") }) else { return nil }
      values = arguments
    }
  }

  /// The type in an optional error; nil for another type.
  private static func error(_ type: String) -> String? {
    guard type.hasSuffix("?") else { return nil }
    var name = String(type.dropLast()).trimmed
    if name.hasPrefix("("), name.hasSuffix(")") { name = String(name.dropFirst().dropLast()).trimmed }
    return name.hasSuffix("Error") ? name : nil
  }

  /// The type of an error that is not just any.
  private static func particular(_ type: String) -> String? {
    ["Error", "any Error", "Swift.Error", "any Swift.Error"].contains(type) ? nil : type
  }

  /// The type of the result; nil if there is none.
  var value: String? {
    let types = form == .values && hasError ? values.map(\.withoutOptional) : values
    return types.isEmpty ? nil : types.count == 1 ? types[0] : "(\(types.joined(separator: ", ")))"
  }

  /// Whether a call without a value and without an error is possible.
  var mayHaveNoReply: Bool { form == .values && hasError && values.contains { $0.hasSuffix("?") } }

  /// A closure of this shape that passes what it gets to a function that takes a `Result`, and errors to `answer.fail`.
  ///
  /// - Parameters:
  ///   - done: The function.
  ///   - nothing: The value of a completion that has none.
  ///   - type: How a type is written, if the closure's parameters need types.
  func passing(to done: String, nothing: String, types type: ((String) -> String)? = nil) -> String {
    func parameter(_ name: String, _ of: String) -> String { type.map { "\(name): \($0(of))" } ?? name }
    func parameters(_ list: [String]) -> String {
      let text = list.joined(separator: ", ")
      return list.isEmpty ? "" : type == nil ? "\(text) in " : "(\(text)) in "
    }
    let error = failure ?? "any Error"
    let content = value == nil ? ".map { \(nothing) }" : ""
    switch form {
    case .result:
      let head = parameters([parameter("result", "Result<\(value ?? "Void"), \(error)>")])
      return "{ \(head)\(done)(result\(content).mapError { $0 as any Error }) }"
    case .throwing:
      let head = parameters([parameter("body", "() throws -> \(value ?? "Void")")])
      return "{ \(head)\(done)(Result { try body() }\(content)) }"
    case .values:
      let names = values.indices.map { values.count == 1 ? "value" : "value\($0)" }
      var list = zip(names, values).map { parameter($0, $1) }
      if hasError { list.append(parameter("error", failure.map { "\($0)?" } ?? "(any Error)?")) }
      let value = names.isEmpty ? nothing : names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
      guard hasError else { return "{ \(parameters(list))\(done)(.success(\(value))) }" }
      let unwrapped = zip(names, values).filter { $1.hasSuffix("?") }.map { "let \($0.0)" }
      let check =
        unwrapped.isEmpty
        ? "" : "guard \(unwrapped.joined(separator: ", ")) else { return answer.fail(NoReply()) }; "
      return
        "{ \(parameters(list))if let error { return answer.fail(error) }; \(check)\(done)(.success(\(value))) }"
    }
  }

  /// A closure that passes what it gets as a failure: the handler of failures, where there are two.
  var passingFailure: String {
    switch values.count {
    case 0 where hasError: "{ error in answer.fail(error ?? NoReply()) }"
    case 0: "{ answer.fail(NoReply()) }"
    case 1 where values[0].hasSuffix("Error"): "{ error in answer.fail(error) }"
    default:
      "{ (\(values.indices.map { "value\($0)" }.joined(separator: ", "))) in answer.fail(Refused(\"\\(value0)\")) }"
    }
  }

  /// The errors that generated code needs for closures of this shape.
  static let errors = """

    /// Neither a value nor an error.
    struct NoReply: Error {}

    /// A failure that is reported without an error.
    struct Refused: Error {
      let text: String
      init(_ text: String) { self.text = text }
    }

    """

  /// A statement that calls a completion of this shape with a result.
  ///
  /// - Parameters:
  ///   - completion: The name of the closure.
  ///   - result: A `Result`.
  ///   - sample: A value of a type, for what has no empty value.
  func calling(_ completion: String, with result: String, sample: (String) -> String) -> String {
    let call = completion + (isOptional ? "?" : "")
    switch form {
    case .result: return "\(call)(\(result)\(value == nil ? ".map { _ in }" : ""))"
    case .throwing: return "let answer = \(result); \(call) { \(value == nil ? "_ = " : "")try answer.get() }"
    case .values:
      let parts = values.count == 1 ? ["value"] : values.indices.map { "value.\($0)" }
      let success = (parts + (hasError ? ["nil"] : [])).joined(separator: ", ")
      let empty = values.map { Self.empty($0) ?? (hasError ? sample($0) : nil) }
      let error = failure == "NSError" ? "error as NSError" : "error"
      let failed = (empty.compactMap(\.self) + (hasError ? [error] : [])).joined(separator: ", ")
      // A completion that cannot report a failure is not called in its place.
      let canFail = empty.allSatisfy { $0 != nil } && (hasError || !values.isEmpty)
      return "switch \(result) { case .success\(values.isEmpty ? "" : "(let value)"): \(call)(\(success));"
        + " case .failure\(hasError ? "(let error)" : ""): \(canFail ? "\(call)(\(failed))" : values.isEmpty ? "\(call)()" : "break") }"
    }
  }

  /// A statement that calls a handler of failures with `error`.
  func callingFailure(_ handler: String, sample: (String) -> String) -> String {
    let call = handler + (isOptional ? "?" : "")
    if hasError || values.first?.hasSuffix("Error") == true, values.count <= 1 {
      guard let type = failure ?? values.first, !["Error", "any Error"].contains(type) else { return "\(call)(error)" }
      return "\(call)((error as? \(type)) ?? \(sample(type)))"
    }
    return "\(call)(\(values.map(sample).joined(separator: ", ")))"
  }

  /// The value of a type that means there is none; nil if it has no such value.
  private static func empty(_ type: String) -> String? {
    if type.hasSuffix("?") { return "nil" }
    if type == "Bool" { return "false" }
    if type.hasPrefix("[") { return type.dropFirst().dropLast().description.partsAtColon == nil ? "[]" : "[:]" }
    return nil
  }
}

extension String {
  /// What a function type returns, from the text behind its parameters; nil if it is none.
  fileprivate var returned: String? {
    guard let arrow = firstRange(of: "->") else { return nil }
    let effects = self[..<arrow.lowerBound].split { $0.isWhitespace }
    guard effects.allSatisfy({ $0.hasPrefix("throws") || $0 == "rethrows" }) else { return nil }
    return String(self[arrow.upperBound...]).trimmed
  }

  /// The type in an optional one, or this one.
  var withoutOptional: String {
    guard hasSuffix("?") else { return self }
    let type = String(dropLast()).trimmed
    guard let (inside, behind) = type.partsAtParentheses, behind.isEmpty else { return type }
    return inside.partsAtCommas.count == 1 ? inside : type
  }
}
