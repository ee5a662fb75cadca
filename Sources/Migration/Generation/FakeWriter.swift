// The fakes of what a function depends on: protocols and closures that are answered by the library's stubs.

/// Writes the fakes of one version of the source.
struct FakeWriter {
  let values: SampleValues

  private var module: String { values.module }

  /// An expression for an argument that is no plain value: a fake of a protocol, or a closure that asks a stub.
  func fake(for parameter: FunctionSignature.Parameter) -> String? {
    if let name = protocolName(parameter.type) { return "\(module)\(name)Fake(context)" }
    return closure(of: parameter)
  }

  /// The declaration of the fake of a protocol.
  func declaration(ofProtocol name: String) -> String? {
    guard let type = values.outline.declaration(of: name), type.keyword == "protocol" else { return nil }
    let requirements = values.outline.functions("func", of: type)
    var (stubs, making, methods): ([String], [String], [String]) = ([], [], [])
    for function in requirements {
      let stub = "\(function.name)Stub"
      let asked = function.parameters.filter { $0 != function.completion?.parameter }
      let request = asked.isEmpty ? "\"\"" : "\"\(asked.map { "\\(\($0.name))" }.joined(separator: ", "))\""
      let isCompletion = function.completion != nil
      let reply = isCompletion ? function.completion?.handler.value : function.result
      if isCompletion || function.isAsync {
        let type = reply.map(values.qualified) ?? "Done"
        stubs.append("  let \(stub): Stub<String, \(type)>")
        making.append(
          stubExpression(of: stub, named: function.name, reply: reply, failure: function.completion?.handler.failure))
      }
      methods.append(method(function, stub: stub, request: request))
    }
    return """
      final class \(module)\(name)Fake: \(module).\(name) {
      \(stubs.joined(separator: "\n"))

        init(_ context: ProgramContext) {
      \(making.map { "    self.\($0)" }.joined(separator: "\n"))
        }

      \(methods.joined(separator: "\n"))
      }
      """
  }

  /// The names of the protocols that a type needs to be made.
  func protocols(of parameters: [FunctionSignature.Parameter]) -> [String] {
    parameters.compactMap { protocolName($0.type) }
  }

  private func protocolName(_ type: String) -> String? {
    var name = type.trimmed
    for prefix in ["any ", "some ", "(any "] where name.hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
    }
    while name.hasSuffix(")") || name.hasSuffix("?") { name = String(name.dropLast()) }
    return values.outline.declaration(of: name)?.keyword == "protocol" ? name : nil
  }

  private func stubExpression(of stub: String, named name: String, reply: String?, failure: String?) -> String {
    let sample = reply.map { values.value(of: $0) } ?? "Done()"
    let failing = failure.map { ", failingWith: { _ in \(values.value(of: $0)) }" } ?? ""
    return "\(stub) = context.stub(\"\(name)\", after: .milliseconds(20)\(failing)) { (_: String) in \(sample) }"
  }

  /// A method that asks a stub.
  private func method(_ function: FunctionSignature, stub: String, request: String) -> String {
    let range = function.range
    let head = values.qualified(values.outline.source.text(range))
    if let (parameter, shape) = function.completion {
      let call = shape.calling(parameter.name, with: matching(shape))
      let handle = "self.\(stub)(\(request)) { result in \(call) }"
      let body: String
      switch function.result {
      case nil: body = "_ = \(handle)"
      case "() -> Void", "@Sendable () -> Void": body = "let handle = \(handle)\n    return { handle.cancel() }"
      case "Progress":
        body = """
          let handle = \(handle)
              let progress = Progress(totalUnitCount: 1)
              progress.cancellationHandler = { handle.cancel() }
              return progress
          """
      case let type?: body = "let handle = \(handle)\n    return <#a \(type) that calls handle.cancel()#>"
      }
      return "  \(head) {\n    \(body)\n  }"
    }
    if function.isAsync {
      let call = "try await self.\(stub)(\(request))"
      return "  \(head) {\n    \(function.result == nil ? "_ = \(call)" : call)\n  }"
    }
    return "  \(head) {\n    \(function.result.map { values.value(of: $0) } ?? "")\n  }"
  }

  /// The stub's result with the error type of a completion.
  private func matching(_ shape: CompletionShape) -> String {
    guard let failure = shape.failure else { return "result" }
    let type = values.qualified(failure)
    return "result.mapError { ($0 as? \(type)) ?? \(values.value(of: failure)) }"
  }

  /// A closure that takes a completion, or is async, as one that asks a stub.
  private func closure(of parameter: FunctionSignature.Parameter) -> String? {
    let name = parameter.name
    guard let (arguments, tail) = Self.functionType(parameter.type) else { return nil }
    let names = arguments.indices.map { "argument\($0)" }
    if let last = arguments.last, let shape = CompletionShape(last) {
      let asked = names.dropLast()
      let request = "\"\(asked.map { "\\(\($0))" }.joined(separator: ", "))\""
      let call = shape.calling("completion", with: matching(shape))
      let sample = shape.value.map { values.value(of: $0) } ?? "Done()"
      let stub = "context.stub(\"\(name)\", after: .milliseconds(20)) { (_: String) in \(sample) }"
      let returned = tail.contains("-> Void") || tail.hasSuffix("-> ()") ? "_ = " : "return "
      return
        "{ \((asked + ["completion"]).joined(separator: ", ")) in \(returned)\(stub)(\(request)) { result in \(call) } }"
    }
    return nil
  }

  /// The parameter types of a function type, and what follows them.
  private static func functionType(_ type: String) -> (arguments: [String], tail: String)? {
    var text = type.trimmed
    while text.hasPrefix("@"), let space = text.firstIndex(of: " ") {
      text = String(text[text.index(after: space)...]).trimmed
    }
    guard text.hasPrefix("(") else { return nil }
    var depth = 0
    for (index, character) in zip(text.indices, text) {
      if character == "(" { depth += 1 }
      if character == ")" {
        depth -= 1
        if depth == 0 {
          let inside = String(text[text.index(after: text.startIndex)..<index])
          return (
            inside.partsAtCommas.map { $0.partsAtColon?.behind ?? $0 },
            String(text[text.index(after: index)...]).trimmed
          )
        }
      }
    }
    return nil
  }
}
