// The fakes of what a function depends on: protocols and closures that are answered by the library's stubs.

/// Writes the fakes of one version of the source.
struct FakeWriter {
  let values: SampleValues

  private var module: String { values.module }
  private var outline: SourceOutline { values.outline }

  /// The name of the fake of a protocol.
  func name(of type: SourceOutline.TypeDeclaration) -> String {
    "\(module)\(type.path.replacing(".", with: ""))Fake"
  }

  /// Whether there is a fake of a protocol: it is no actor, and has no associated types, initialisers and generic functions.
  func canFake(_ type: SourceOutline.TypeDeclaration) -> Bool {
    let functions = outline.requirements(of: type) {
      outline.functions("func", of: $0) + outline.functions("init", of: $0)
    }
    let hasTypes = !outline.requirements(of: type) { outline.source.places(of: "associatedtype", in: $0.body) }.isEmpty
    return !hasTypes && !type.inherited.contains("Actor")
      && functions.allSatisfy { $0.name != "init" && $0.genericClause.isEmpty && !$0.isStatic }
  }

  /// The declaration of the fake of a protocol.
  func declaration(of type: SourceOutline.TypeDeclaration) -> String {
    let requirements = outline.requirements(of: type) { outline.functions("func", of: $0) }
      .map { $0.mappingTypes { outline.expanded($0) } }
    let properties = outline.requirements(of: type) { outline.properties(of: $0) }
    let delegate = properties.first { $0.name.lowercased().hasSuffix("delegate") && $0.accessors.contains("set") }
    let isObject = type.inherited.contains("NSObjectProtocol")
    var (stubs, making, methods): ([String], [String], [String]) = ([], [], [])
    for (index, function) in requirements.enumerated() {
      let stub = "stub\(index)"
      let completion = function.completion
      var body = method(function, stub: stub, among: requirements)
      var reply = completion?.shape.value
      var isAnswered = completion != nil
      if function.isAsync, !isAnswered { (isAnswered, reply) = (true, function.result) }
      if !isAnswered, function.result == nil, let delegate,
        let told = delegation(of: function, stub: stub, to: delegate, type)
      {
        (isAnswered, body) = (true, told)
      }
      if isAnswered {
        stubs.append("  let \(stub): Stub<String, \(reply.map(values.qualified) ?? "Done")>")
        let failure = completion.flatMap { $0.failure?.shape.values.first ?? $0.shape.failure }
        making.append("self.\(stub) = \(stubExpression(named: function.name, reply: reply, failure: failure))")
      }
      methods.append("  \(head(of: function)) {\n    \(body)\n  }")
    }
    for property in properties {
      let type = values.qualified(property.type)
      let value = property.type.hasSuffix("?") ? "nil" : values.value(of: property.type, named: property.name)
      let isStatic = property.modifiers.contains("static")
      // What is made with the context is made with the fake.
      if !isStatic, value.contains("context") {
        stubs.append("  var \(property.name): \(type)")
        making.append("self.\(property.name) = \(value)")
      } else {
        stubs.append("  \(isStatic ? "static " : "")var \(property.name): \(type) = \(value)")
      }
    }
    if requirements.contains(where: { token(of: $0, among: requirements) != nil }) {
      stubs.append("  let handles = FakeHandles()")
    }
    let isOnMain = outline.source.text(type.head).contains("@MainActor")
    return """
      \(isOnMain ? "@MainActor " : "")final class \(name(of: type)): \(isObject ? "NSObject, " : "")\(module).\(type.path) {
      \(stubs.joined(separator: "\n"))

        init(_ context: ProgramContext) {
      \(making.map { "    \($0)" }.joined(separator: "\n"))
        }

      \(methods.joined(separator: "\n"))
      }
      """
  }

  /// The name of what a fake returns for a protocol of handles.
  func handleName(of type: SourceOutline.TypeDeclaration) -> String {
    "\(module)\(type.path.replacing(".", with: ""))Handle"
  }

  /// A handle that conforms to a protocol and cancels by a closure.
  func handleDeclaration(of type: SourceOutline.TypeDeclaration) -> String {
    let requirements = outline.requirements(of: type) { outline.functions("func", of: $0) }
    let cancel = Handle.method(of: type, outline)
    let methods = requirements.map { function in
      let cancels = function.name == cancel && function.parameters.isEmpty
      let result = function.result.map { values.value(of: $0) } ?? ""
      return "  \(head(of: function)) { \(cancels ? "work()" : result) }"
    }
    let properties = outline.requirements(of: type) { outline.properties(of: $0) }.map {
      "  var \($0.name): \(values.qualified($0.type)) = \(values.value(of: $0.type))"
    }
    return """
      final class \(handleName(of: type)): \(module).\(type.path) {
        let work: @Sendable () -> Void

        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
      \((properties + methods).joined(separator: "\n"))
      }
      """
  }

  /// What fakes return whose calls are cancelled by a `Progress` or a number. A `Progress` calls its own handler on another
  /// thread.
  static let support = """

    final class FakeProgress: Progress {
      private let work: @Sendable () -> Void

      init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
        super.init(parent: nil, userInfo: nil)
      }

      override func cancel() {
        super.cancel()
        work()
      }
    }

    final class FakeHandles {
      private var handles: [CancellationHandle] = []

      func keep(_ handle: CancellationHandle) -> Int {
        handles.append(handle)
        return handles.count
      }

      func cancel(_ number: Int) {
        if handles.indices.contains(number - 1) { handles[number - 1].cancel() }
      }
    }

    """

  private func head(of function: FunctionSignature) -> String {
    let text = values.qualified(outline.source.text(function.range))
    let attributes = function.modifiers.filter { $0 == "@MainActor" && !text.contains($0) }
    return (attributes + [text.replacing("mutating ", with: "")]).joined(separator: " ")
  }

  private func stubExpression(named name: String, reply: String?, failure: String? = nil) -> String {
    let sample = reply.map { values.value(of: $0) } ?? "Done()"
    let particular = failure.flatMap { ["Error", "any Error"].contains($0) ? nil : $0 }
    let failing = particular.map { ", failingWith: { _ in \(values.value(of: $0)) }" } ?? ""
    return "context.stub(\"\(name)\", after: .milliseconds(20)\(failing)) { (_: String) in \(sample) }"
  }

  /// A literal with the values of some names, which a stub is asked with.
  private func request(of names: [String]) -> String {
    "\"\(names.map { "\\(versionText(of: \($0)))" }.joined(separator: ", "))\""
  }

  /// The body of a method that asks a stub.
  private func method(_ function: FunctionSignature, stub: String, among siblings: [FunctionSignature]) -> String {
    let completion = function.completion
    let asked = function.parameters.filter { completion?.contains($0) != true && !$0.type.contains("->") }
    let request = request(of: asked.map(\.name))
    if let completion {
      let call = completion.calling(with: matching(completion)) { values.value(of: $0) }
      let handle = "self.\(stub)(\(request), completion: answered { result in \(call) })"
      guard let result = function.result else { return "_ = \(handle)" }
      let returned = token(of: function, among: siblings) == nil ? self.handle(result) : "handles.keep(handle)"
      return returned.map { "let handle = \(handle)\n    return \($0)" }
        ?? "_ = \(handle)\n    return \(values.value(of: result))"
    }
    if function.isAsync {
      let call = "try await self.\(stub)(\(request))"
      return function.result == nil ? "_ = \(call)" : "return \(call)"
    }
    if let cancelled = siblings.lazy.compactMap({ token(of: $0, among: siblings) }).first(where: { $0 == function }) {
      return "handles.cancel(\(cancelled.parameters[0].name))"
    }
    // A cache that has nothing lets the function do its work.
    return function.result.map { $0.hasSuffix("?") ? "return nil" : "return \(values.value(of: $0))" } ?? ""
  }

  /// The method that cancels a call by the number that a function returns; nil if there is none.
  private func token(of function: FunctionSignature, among siblings: [FunctionSignature]) -> FunctionSignature? {
    guard function.result == "Int", function.completion != nil else { return nil }
    return siblings.first { other in
      other.parameters.count == 1 && other.parameters[0].type == "Int" && other.result == nil
        && ["cancel", "stop", "abort"].contains { other.name.lowercased().hasPrefix($0) }
    }
  }

  /// An expression for what is returned and cancels `handle`; nil if a value of the type cancels nothing.
  private func handle(_ type: String) -> String? {
    if type.isClosureWithoutResult { return "{ handle.cancel() }" }
    let name = type.withoutOptional
    if name == "Progress" { return "FakeProgress { handle.cancel() }" }
    if let type = outline.protocolDeclaration(of: name) { return "\(handleName(of: type)) { handle.cancel() }" }
    guard let declaration = outline.declaration(of: name) else { return nil }
    let parameters = outline.parametersToMake(declaration)
    guard let cancel = parameters.first(where: { $0.type.isClosureWithoutResult }) else { return nil }
    let arguments = parameters.filter { !$0.hasDefault || $0 == cancel }
      .map { $0.argument($0 == cancel ? "{ handle.cancel() }" : values.value(of: $0.type)) }
    return "\(values.qualified(name))(\(arguments.joined(separator: ", ")))"
  }

  /// The stub's result with the error type of a completion.
  private func matching(_ completion: Completion) -> String {
    guard let failure = completion.shape.failure, failure != "NSError" else { return "result" }
    return matching(failure)
  }

  private func matching(_ failure: String) -> String {
    "result.mapError { ($0 as? \(values.qualified(failure))) ?? \(values.value(of: failure)) }"
  }

  /// The body of a method whose result goes to a delegate: its first method, or the one that has an error.
  private func delegation(
    of function: FunctionSignature, stub: String, to property: SourceOutline.Property,
    _ type: SourceOutline.TypeDeclaration
  ) -> String? {
    guard let delegate = outline.protocolDeclaration(of: property.type) else { return nil }
    let methods = outline.functions("func", of: delegate).filter { $0.result == nil }
    func hasError(_ function: FunctionSignature) -> Bool { function.parameters.contains { $0.type.hasSuffix("Error") } }
    guard let success = methods.first(where: { !hasError($0) }) else { return nil }
    func call(_ function: FunctionSignature) -> String {
      let arguments = function.parameters.map { parameter in
        if outline.protocolDeclaration(of: parameter.type)?.path == type.path { return parameter.argument("self") }
        return parameter.argument(parameter.type.hasSuffix("Error") ? "error" : values.value(of: parameter.type))
      }
      return "self.\(property.name)?.\(function.name)(\(arguments.joined(separator: ", ")))"
    }
    let failure = methods.first(where: hasError).map(call) ?? "break"
    return
      "_ = self.\(stub)(\(request(of: function.parameters.map(\.name))), completion: answered { result in switch result"
      + " { case .success: \(call(success)); case .failure\(failure == "break" ? "" : "(let error)"): \(failure) } })"
  }

  /// A closure: one that asks a stub if it takes a completion or is async, or one that returns a value.
  func closure(_ type: String, named name: String) -> String? {
    guard let (inside, tail) = type.withoutOptional.withoutAttributes.partsAtParentheses,
      let arrow = tail.firstRange(of: "->")
    else { return nil }
    let effects = tail[..<arrow.lowerBound].split { $0.isWhitespace }
    let returned = String(tail[arrow.upperBound...]).trimmed
    let result = returned.isNothing ? nil : returned
    let arguments = inside.partsAtCommas.map { outline.expanded($0.partsAtColon?.behind ?? $0) }
    let names = arguments.indices.map { "argument\($0)" }
    let head = names.isEmpty ? "" : "\(names.joined(separator: ", ")) in "
    let completion = arguments.indices.last { CompletionShape(arguments[$0]) != nil && arguments[$0].contains("->") }
    let asked = names.indices.filter { $0 != completion && !arguments[$0].contains("->") }.map { names[$0] }
    if let completion, let shape = CompletionShape(arguments[completion]) {
      let failure = shape.failure == "NSError" ? nil : shape.failure
      let stub = stubExpression(named: name, reply: shape.value, failure: failure)
      let call = shape.calling(names[completion], with: failure.map(matching) ?? "result") { values.value(of: $0) }
      let begun = "\(stub)(\(request(of: asked)), completion: answered { result in \(call) })"
      guard let result else { return "{ \(head)_ = \(begun) }" }
      return handle(result).map { "{ \(head)let handle = \(begun); return \($0) }" }
        ?? "{ \(head)_ = \(begun); return \(values.value(of: result)) }"
    }
    if effects.contains("async") {
      let stub = stubExpression(named: name, reply: result)
      let call = "try await \(stub)(\(request(of: asked)))"
      if effects.contains(where: { $0.hasPrefix("throws") }) {
        return "{ \(head)\(result == nil ? "_ =" : "return") \(call) }"
      }
      return
        "{ \(head)do { \(result == nil ? "_ =" : "return") \(call) } catch { \(result.map { "return \(values.value(of: $0))" } ?? "") } }"
    }
    let ignored = arguments.isEmpty ? "" : "\(arguments.map { _ in "_" }.joined(separator: ", ")) in "
    return "{ \(ignored)\(result.map { values.value(of: $0) } ?? "") }"
  }
}
